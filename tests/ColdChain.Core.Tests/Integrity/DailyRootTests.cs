using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ColdChain.Core.Identity;
using ColdChain.Core.Integrity;
using ColdChain.Core.Time;

namespace ColdChain.Core.Tests.Integrity;

/// <summary>One hash a day over all chains, and who signed it.</summary>
/// <remarks>
/// The text below was typed into root.txt; <c>sha256sum root.txt</c> gave the hash, <c>openssl ecparam -name prime256v1 -genkey</c>
/// the key, <c>openssl dgst -sha256 -sign key.pem root.txt</c> the signature and <c>sha256sum</c> of the public key its id.
/// </remarks>
public sealed class DailyRootTests
{
    private const string Text = """
        coldchain daily root 1
        number 17
        day 2026-11-21
        calendar +08:00
        made 2026-11-21T16:40:12.345Z
        previous 0000000000000000000000000000000000000000000000000000000000000000
        chains 2
        gaochuan/fridge-1/bottom 1 f5b2603bb353555d5db9cc135b2f6c925d1391fe5123f9ada63a73b503e065a7
        gaochuan/fridge-1/top 2 9c0dd367e779adee647069e1825edd2e8d978fdaffd70a995cf30316b3269c57

        """;

    private const string PublicKey =
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEfVnEX2s67kveDPV2MWTy2sVqR31KtiAyCwXsQoO+349H3knzaMY+rOpN0qm3ZbDaD1DUuqlmQsKEdwJbJqKY7Q==";

    private const string Signature =
        "MEQCIG0Y3bIovDNbpVjve+qVQ4gDQwJCZ9QSHLeZk9IRxYStAiBK5R26FFk4lp38yTmySo38RGjwGucEABTzxLLdTyY8VA==";

    private static readonly DailyRoot Root = new(
        17, DayCalendar.DayOf(new DateOnly(2026, 11, 21)), DayCalendar.China, Instant.FromUnixMilliseconds(1_795_279_212_345), default,
        [
            new(Some.Sensor, 2, SomeChunk.Parse("9c0dd367e779adee647069e1825edd2e8d978fdaffd70a995cf30316b3269c57")),
            new(SensorId.Parse("gaochuan/fridge-1/bottom", CultureInfo.InvariantCulture), 1, SomeChunk.Parse("f5b2603bb353555d5db9cc135b2f6c925d1391fe5123f9ada63a73b503e065a7")),
        ]);

    [Fact] // G8
    public void A_root_is_a_text_that_sha256sum_hashes()
    {
        Assert.Equal(Text, Encoding.ASCII.GetString(Root.ToBytes()));
        Assert.Equal("96a617e6f1184ca1d135312a8eca67b8c1d8f9ddbde357ca79ebd72974623546", Root.Hash().ToString());
    }

    [Fact] // G8
    public void A_signature_of_another_program_fits_the_root_and_no_other()
    {
        using ECDsa key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(PublicKey), out _);
        byte[] signature = Convert.FromBase64String(Signature);

        Assert.True(RootSignature.Fits(key, Root.Hash(), signature));
        Assert.False(RootSignature.Fits(key, (Root with { Number = 18 }).Hash(), signature));
        Assert.Equal("c5a9cf2421a0158b", RootSignature.KeyId(Convert.FromBase64String(PublicKey)));
    }

    [Fact]
    public void What_a_key_signs_fits_it_and_no_other_key()
    {
        using ECDsa key = RootSignature.NewKey();
        using ECDsa other = RootSignature.NewKey();
        byte[] signature = RootSignature.Sign(key, Root.Hash());

        Assert.True(RootSignature.Fits(key, Root.Hash(), signature));
        Assert.False(RootSignature.Fits(other, Root.Hash(), signature));
    }

    [Fact]
    public void No_bytes_in_place_of_a_signature_throw()
    {
        using ECDsa key = RootSignature.NewKey();
        byte[] signature = RootSignature.Sign(key, Root.Hash());
        Random random = new(7);
        for (int round = 0; round < 2_000; round++)
        {
            byte[] bytes = signature[..random.Next(signature.Length)];
            random.NextBytes(bytes.AsSpan(0, Math.Min(bytes.Length, random.Next(8))));

            Assert.False(RootSignature.Fits(key, Root.Hash(), bytes));
        }
    }

    [Fact]
    public void A_zone_behind_UTC_is_written_with_its_sign() => Assert.Contains(
        "\ncalendar -03:30\n",
        Encoding.ASCII.GetString((Root with { Calendar = new DayCalendar(new TimeSpan(-3, -30, 0)) }).ToBytes()),
        StringComparison.Ordinal);
}
