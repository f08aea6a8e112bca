using ColdChain.Core.Integrity;

namespace ColdChain.Core.Tests.Integrity;

/// <remarks>
/// Expected by Python, with <c>h</c> the hash of <see cref="SomeChunk"/> as bytes:
/// <code>
/// a = hashlib.sha256(b'CCL1' + bytes(32) + struct.pack('>Q', 1) + h).digest()
/// b = hashlib.sha256(b'CCL1' + a + struct.pack('>Q', 2) + h).digest()
/// </code>
/// </remarks>
public sealed class ChainLinkTests
{
    [Fact] // G8
    public void Links_are_what_another_program_computes()
    {
        Digest first = ChainLink.Next(default, 1, SomeChunk.Hash);

        Assert.Equal("f5b2603bb353555d5db9cc135b2f6c925d1391fe5123f9ada63a73b503e065a7", first.ToString());
        Assert.Equal(
            "9c0dd367e779adee647069e1825edd2e8d978fdaffd70a995cf30316b3269c57", ChainLink.Next(first, 2, SomeChunk.Hash).ToString());
    }

    [Fact]
    public void A_link_depends_on_each_of_its_parts()
    {
        Digest link = ChainLink.Next(default, 1, SomeChunk.Hash);

        Assert.NotEqual(link, ChainLink.Next(SomeChunk.Hash, 1, SomeChunk.Hash));
        Assert.NotEqual(link, ChainLink.Next(default, 2, SomeChunk.Hash));
        Assert.NotEqual(link, ChainLink.Next(default, 1, default));
    }
}
