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
    private const int SmallestPage = 512;
    private const int LargestPage = 65_536;

    /// <summary>A log grows while somebody reads for long: it is looked through by the piece.</summary>
    private const int PieceBytes = 1024 * 1024;

    /// <summary>What is wrong, in words; null when nothing is, or there is no log.</summary>
    public static string? DamageOf(string logPath)
    {
        if (!File.Exists(logPath))
        {
            return null;
        }

        using FileStream log = new(logPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, PieceBytes);
        byte[] head = new byte[HeadBytes];
        bool isBegun = log.Length > HeadBytes && log.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) == HeadBytes;
        if (!isBegun || !head.AsSpan().ContainsAnyExcept((byte)0))
        {
            return null; // Nothing of it was synced before the power went.
        }

        bool isBigEndian = (head[3] & 1) != 0;
        (uint First, uint Second) sum = Sum(head.AsSpan(0, FrameHeadBytes), (0, 0), isBigEndian);
        uint pageBytes = BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(8));
        if (sum != SumAt(head, FrameHeadBytes) || pageBytes is < SmallestPage or > LargestPage)
        {
            return "the head of the log was changed: the commits in it are lost";
        }

        byte[] frame = new byte[FrameHeadBytes + (int)pageBytes];
        long frames = (log.Length - HeadBytes) / frame.Length;
        for (long number = 1; number <= frames; number++)
        {
            log.ReadExactly(frame);
            bool isOfThisLog = IsOf(head, frame);
            if (isOfThisLog)
            {
                sum = Sum(frame.AsSpan(0, 8), sum, isBigEndian);
                sum = Sum(frame.AsSpan(FrameHeadBytes), sum, isBigEndian);
            }

            if (!isOfThisLog || sum != SumAt(frame, 16))
            {
                return HasMoreThanACommit(log, head, frame, frames - number)
                    ? $"the log was changed at frame {number} of {frames}: the commits from there on are lost"
                    : null;
            }
        }

        return null;
    }

    /// <summary>From the frame on that does not fit there is a commit of this log, and something of this log behind that.</summary>
    private static bool HasMoreThanACommit(FileStream log, byte[] head, byte[] frame, long left)
    {
        bool isCommitted = false;
        while (true)
        {
            if (IsOf(head, frame))
            {
                if (isCommitted)
                {
                    return true;
                }

                isCommitted = BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(4)) != 0;
            }

            if (left-- == 0)
            {
                return false;
            }

            log.ReadExactly(frame);
        }
    }

    /// <summary>By its salt: each time that a log is begun anew it has another.</summary>
    private static bool IsOf(byte[] head, byte[] frame) => frame.AsSpan(8, 8).SequenceEqual(head.AsSpan(SaltAt, 8));

    private static (uint First, uint Second) SumAt(byte[] bytes, int at) =>
        (BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at)), BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + 4)));

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
