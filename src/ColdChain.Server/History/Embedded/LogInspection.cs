using System.Buffers.Binary;

namespace ColdChain.Server.History.Embedded;

/// <summary>Looks through the write-ahead log before SQLite does.</summary>
/// <remarks>
/// SQLite takes a log up to the first frame that does not fit and is silent about the rest, which is right after a kill and
/// hides a flipped bit: commits that were acknowledged would be gone without a word. Frames behind such a place that belong to
/// this very log, a commit among them and more after it, were once written and synced. Layout: SQLite's file format, 4.1.
/// The last commit alone cannot be told from one that a power cut tore.
/// </remarks>
internal static class LogInspection
{
    private const int HeadBytes = 32;
    private const int FrameHeadBytes = 24;
    private const int SaltAt = 16;

    /// <summary>What is wrong, in words; null when nothing is, or there is no log.</summary>
    public static string? DamageOf(string logPath)
    {
        if (!File.Exists(logPath))
        {
            return null;
        }

        byte[] log = File.ReadAllBytes(logPath);
        if (log.Length <= HeadBytes)
        {
            return null;
        }

        bool isBigEndian = (log[3] & 1) != 0;
        (uint First, uint Second) sum = Sum(log.AsSpan(0, 24), (0, 0), isBigEndian);
        if (sum != SumAt(log, 24))
        {
            return "the head of the log was changed: the commits in it are lost";
        }

        int pageBytes = (int)BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(8));
        int frameBytes = FrameHeadBytes + pageBytes;
        int frames = pageBytes is >= 512 and <= 65_536 ? (log.Length - HeadBytes) / frameBytes : 0;
        for (int frame = 0; frame < frames; frame++)
        {
            int at = HeadBytes + (frame * frameBytes);
            bool isOfThisLog = IsOfThisLog(log, at);
            if (isOfThisLog)
            {
                sum = Sum(log.AsSpan(at, 8), sum, isBigEndian);
                sum = Sum(log.AsSpan(at + FrameHeadBytes, pageBytes), sum, isBigEndian);
            }

            if (!isOfThisLog || sum != SumAt(log, at + 16))
            {
                return HasMoreThanACommit(log, frame, frames, frameBytes)
                    ? $"the log was changed at frame {frame + 1} of {frames}: the commits from there on are lost"
                    : null;
            }
        }

        return null;
    }

    /// <summary>Behind the frame that does not fit there is a commit of this log, and something of this log behind that.</summary>
    private static bool HasMoreThanACommit(byte[] log, int from, int frames, int frameBytes)
    {
        bool isCommitted = false;
        for (int frame = from; frame < frames; frame++)
        {
            int at = HeadBytes + (frame * frameBytes);
            if (IsOfThisLog(log, at))
            {
                if (isCommitted)
                {
                    return true;
                }

                isCommitted = BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(at + 4)) != 0;
            }
        }

        return false;
    }

    private static bool IsOfThisLog(byte[] log, int frameAt) => log.AsSpan(frameAt + 8, 8).SequenceEqual(log.AsSpan(SaltAt, 8));

    private static (uint First, uint Second) SumAt(byte[] log, int at) =>
        (BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(at)), BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(at + 4)));

    /// <summary>SQLite's own sum, carried on from frame to frame.</summary>
    private static (uint First, uint Second) Sum(ReadOnlySpan<byte> bytes, (uint First, uint Second) before, bool isBigEndian)
    {
        (uint first, uint second) = before;
        for (int at = 0; at < bytes.Length; at += 8)
        {
            first = unchecked(first + Word(bytes[at..], isBigEndian) + second);
            second = unchecked(second + Word(bytes[(at + 4)..], isBigEndian) + first);
        }

        return (first, second);
    }

    private static uint Word(ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
