using ColdChain.Core.Integrity;

namespace ColdChain.Core.Tests.Integrity;

public sealed class DigestTests
{
    /// <summary>Of nothing: FIPS 180-4, in every list of test vectors.</summary>
    private const string OfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Fact]
    public void A_digest_is_the_SHA_256_and_reads_itself_back()
    {
        Digest digest = Digest.Of([]);

        Assert.Equal(OfNothing, digest.ToString());
        Assert.Equal(OfNothing[..8], digest.ShortForm);
        Assert.Equal(OfNothing, Convert.ToHexStringLower(digest.ToArray()));
        Assert.True(Digest.TryParse(OfNothing, out Digest parsed) && parsed == digest);
        Assert.True(Digest.TryRead(digest.ToArray(), out Digest read) && read == digest);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("e3b0c442")]
    [InlineData("E3B0C44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85٥")]
    public void What_is_not_64_small_digits_is_none(string? text) => Assert.False(Digest.TryParse(text, out _));

    [Fact]
    public void Bytes_of_another_length_are_none()
    {
        Assert.False(Digest.TryRead(new byte[31], out _));
        Assert.False(Digest.TryRead(new byte[33], out _));
    }
}
