namespace FirmwareSim.Commands;

/// <summary>What a verb has of the world: where it may write, and the clock.</summary>
internal sealed record Terminal(TextWriter Out, TextWriter Error, TimeProvider Clock)
{
    public async Task TellAsync(IEnumerable<string> lines, IEnumerable<string> mistakes)
    {
        foreach (string line in lines)
        {
            await Out.WriteLineAsync(line);
        }

        foreach (string mistake in mistakes)
        {
            await Error.WriteLineAsync(mistake);
        }
    }
}
