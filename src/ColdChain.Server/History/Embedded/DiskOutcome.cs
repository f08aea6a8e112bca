using Microsoft.Data.Sqlite;

namespace ColdChain.Server.History.Embedded;

/// <summary>Turns a failing disk, which is to be expected, into an outcome; anything else is a bug and travels.</summary>
internal static class DiskOutcome
{
    public static async Task<ArrivalOutcome> OfAsync(Task<ArrivalOutcome.Durable> writing, CancellationToken cancellationToken)
    {
        try
        {
            return await writing.WaitAsync(cancellationToken);
        }
        catch (SqliteException fault)
        {
            return new ArrivalOutcome.DiskFailed(fault.Message);
        }
    }
}
