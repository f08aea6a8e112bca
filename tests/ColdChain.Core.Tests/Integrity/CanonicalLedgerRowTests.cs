using ColdChain.Core.Integrity;

namespace ColdChain.Core.Tests.Integrity;

/// <summary>The hashes here were computed by another program (Python's hashlib) from the description of the bytes.</summary>
public sealed class CanonicalLedgerRowTests
{
    private static readonly string?[] PowerLost =
    [
        "1", "gaochuan-gateway", "7f0c0000000000000000000000000001", "4", "power-lost", "1777593600000", null, "gaochuan/fridge-1", "停电", "1777593660000",
    ];

    [Fact] // G8
    public void Two_rows_hash_as_another_program_hashes_them()
    {
        Digest first = CanonicalLedgerRow.Hash(default, 1, "agent_events", PowerLost);

        Assert.Equal("9bb947aa47b3312e3650437d1055fd46480a6987203b764a772b35008b2d78d4", first.ToString());
        Assert.Equal(
            "3133455be820a6e531ef5ae17cb77f1e34973e6d58a3ffd795af90a50fed299d",
            CanonicalLedgerRow.Hash(first, 2, "quarantine_admitted", ["7", "-1", string.Empty]).ToString());
    }

    [Fact] // G8
    public void Every_part_of_a_row_counts_and_what_is_absent_is_not_what_is_empty()
    {
        Digest[] hashes =
        [
            CanonicalLedgerRow.Hash(default, 1, "quarantine", ["ab", null]), CanonicalLedgerRow.Hash(default, 2, "quarantine", ["ab", null]),
            CanonicalLedgerRow.Hash(default, 1, "quarantines", ["ab", null]), CanonicalLedgerRow.Hash(default, 1, "quarantine", ["a", "b"]),
            CanonicalLedgerRow.Hash(default, 1, "quarantine", ["ab", string.Empty]), CanonicalLedgerRow.Hash(default, 1, "quarantine", ["ab"]),
            CanonicalLedgerRow.Hash(Digest.Of([1]), 1, "quarantine", ["ab", null]),
        ];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }
}
