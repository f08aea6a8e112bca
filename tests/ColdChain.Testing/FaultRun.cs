using System.Globalization;

namespace ColdChain.Testing;

/// <summary>How often a fault test does its fault, by which seed, and where it says how often it did.</summary>
/// <remarks>
/// <code>
/// COLDCHAIN_FAULT_COUNT    instead of the usual count (run-tests.sh --nightly sets it)
/// COLDCHAIN_FAULT_SEED     instead of a seed of chance: runs a failure again
/// COLDCHAIN_FAULT_LEDGER   a file that gets a line "family count seed" for each test that has done its faults
/// </code>
/// A family of the fault matrix is a trait of its tests: <c>[Trait(FaultRun.Family, "F4")]</c>.
/// </remarks>
public static class FaultRun
{
    public const string Family = "Family";

    private const string CountVariable = "COLDCHAIN_FAULT_COUNT";
    private const string SeedVariable = "COLDCHAIN_FAULT_SEED";
    private const string LedgerVariable = "COLDCHAIN_FAULT_LEDGER";

    private static readonly Lock LedgerLock = new();

    /// <param name="usual">The count of an ordinary run of the tests.</param>
    public static int Count(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(CountVariable), CultureInfo.InvariantCulture, out int given) && given > 0
            ? given
            : usual;

    public static int Seed() =>
        int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out int given)
            ? given
            : Random.Shared.Next(1_000_000);

    /// <summary>For the message of a failure.</summary>
    public static string Again(int seed) => $"seed {seed} (run it again with {SeedVariable}={seed})";

    /// <summary>Called once the faults of a test were really done and its oracle was content.</summary>
    public static void Report(string family, int count, int seed)
    {
        if (Environment.GetEnvironmentVariable(LedgerVariable) is { Length: > 0 } ledger)
        {
            lock (LedgerLock)
            {
                File.AppendAllText(ledger, string.Create(CultureInfo.InvariantCulture, $"{family} {count} {seed}\n"));
            }
        }
    }
}
