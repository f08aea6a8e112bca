using ColdChain.Core.Integrity;
using ColdChain.Server.History.Embedded;

namespace ColdChain.Server.History.Influx;

/// <summary>Brings every sealed chunk to InfluxDB, in the order of their sealing, and keeps on the disk how far it got.</summary>
/// <remarks>A crash between the two writes some chunks again, which changes nothing there.</remarks>
internal sealed class ChunkMirror(HistoryWriter writer, ChunkReader chunks, OpenDayMirror open, LineSender sender, InfluxHome home)
{
    /// <summary>All that is sealed now.</summary>
    public async Task<InfluxOutcome> WriteAsync(CancellationToken cancellationToken)
    {
        while (chunks.After(home.Mirrored) is { Count: > 0 } together)
        {
            foreach (UnpackedChunk chunk in together)
            {
                if (chunk.Content is { } content && !open.Take(chunk.Id, content.Readings.Length)
                    && await WriteAsync(chunk, content, cancellationToken) is var outcome and not InfluxOutcome.Done)
                {
                    return outcome;
                }
            }

            if (await sender.SendAsync(cancellationToken) is var last and not InfluxOutcome.Done)
            {
                return last;
            }

            long through = together[^1].Seal;
            await writer.WriteAsync(session => AwayWriting.Mirrored(session, through), cancellationToken);
            home.Mirrored = through;
        }

        return new InfluxOutcome.Done();
    }

    private async Task<InfluxOutcome> WriteAsync(UnpackedChunk chunk, KeptDay content, CancellationToken cancellationToken)
    {
        long dayStart = writer.Memory.Calendar.StartOf(chunk.Id.Day);
        foreach (ref readonly KeptReading reading in content.Readings.Span)
        {
            sender.Lines.Add(chunk.Sensor, dayStart, reading);
        }

        return sender.IsFull ? await sender.SendAsync(cancellationToken) : new InfluxOutcome.Done();
    }
}
