namespace ColdChain.Server.Persistence;

/// <summary>One process at a time migrates a data directory; the turn ends with the process, whatever ends it.</summary>
/// <remarks>
/// EF keeps a lock of its own as a row in the database. A process that is killed leaves that row behind, and every start
/// after it would wait for ever. This lock is the operating system's (an open file), so that whoever holds it knows that
/// a row still standing belongs to nobody.
/// </remarks>
internal sealed class MigrationTurn : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _held;

    private MigrationTurn(FileStream held) => _held = held;

    /// <summary>Waits until no other process migrates there.</summary>
    public static async Task<MigrationTurn> TakeAsync(string path, TimeProvider clock, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new MigrationTurn(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
    }

    public ValueTask DisposeAsync() => _held.DisposeAsync();
}
