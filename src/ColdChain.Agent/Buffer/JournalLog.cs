using System.Buffers.Binary;

namespace ColdChain.Agent.Buffer;

/// <summary>The write-ahead log beside a journal, as SQLite's file format describes it (§4, "The Write-Ahead Log").</summary>
/// <remarks>
/// <code>
/// header 32 bytes: magic, version, page size, count, salt, salt, check, check     big-endian
/// frame  24 bytes: page, pages of the file if it ends a commit, salt, salt, check, check; then the page
/// </code>
/// SQLite takes the log up to the first frame that does not fit its check sum and says nothing about the rest: that is
/// right for the last commit, which a kill cut off, and wrong for a bit that flipped in one that was acknowledged. A
/// whole frame of the same salts that ends a commit behind such a place was once written after it: the place is damage.
/// Whole means that it continues the check sum of the frame before it; what a full disk refused in the middle is not.
/// </remarks>
internal static class JournalLog
{
    public const string Suffix = "-wal";

    public const int PageBytes = 4096;

    private const int HeaderBytes = 32;
    private const int FrameBytes = 24;
    private const uint Magic = 0x377f0682;

    /// <summary>The log is folded into the file at 800 kB; a longer one is of another program.</summary>
    private const long LongestRead = 64L * 1024 * 1024;

    /// <summary>True when commits of this log will not be read because of damage before them.</summary>
    public static bool IsBroken(string journal)
    {
        FileInfo file = new(journal + Suffix);
        return file.Exists && file.Length is >= HeaderBytes and <= LongestRead && IsBroken(File.ReadAllBytes(file.FullName));
    }

    /// <summary>The pages of all frames, of whatever commit.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Pages(byte[] log)
    {
        for (int at = HeaderBytes; at + FrameBytes + PageBytes <= log.Length; at += FrameBytes + PageBytes)
        {
            yield return log.AsMemory(at + FrameBytes, PageBytes);
        }
    }

    private static bool IsBroken(ReadOnlySpan<byte> log)
    {
        bool isBigEndian = (log[3] & 1) != 0;
        (uint, uint) check = Sum(log[..24], (0, 0), isBigEndian);
        bool isWhole = (BinaryPrimitives.ReadUInt32BigEndian(log) & ~1u) == Magic && check == Checks(log[24..]);
        ReadOnlySpan<byte> salts = isWhole ? log.Slice(16, 8) : FirstSalts(log);
        bool isBroken = !isWhole;
        (uint, uint) before = Checks(log[24..]);
        for (int at = HeaderBytes; at + FrameBytes + PageBytes <= log.Length; at += FrameBytes + PageBytes)
        {
            ReadOnlySpan<byte> frame = log.Slice(at, FrameBytes + PageBytes);
            bool isOurs = frame.Slice(8, 8).SequenceEqual(salts) && !salts.TrimStart((byte)0).IsEmpty;
            bool isCommit = isOurs && BinaryPrimitives.ReadUInt32BigEndian(frame[4..]) != 0;
            if (isBroken && isCommit && Sum(frame[FrameBytes..], Sum(frame[..8], before, isBigEndian), isBigEndian) == Checks(frame[16..]))
            {
                return true;
            }

            before = Checks(frame[16..]);

            if (!isBroken)
            {
                check = Sum(frame[FrameBytes..], Sum(frame[..8], check, isBigEndian), isBigEndian);
                isBroken = !isOurs || check != Checks(frame[16..]);
            }
        }

        return false;
    }

    /// <summary>Where the header is the damage, the first frame says to which log it belongs.</summary>
    private static ReadOnlySpan<byte> FirstSalts(ReadOnlySpan<byte> log) =>
        log.Length >= HeaderBytes + FrameBytes ? log.Slice(HeaderBytes + 8, 8) : [];

    private static (uint, uint) Checks(ReadOnlySpan<byte> two) =>
        (BinaryPrimitives.ReadUInt32BigEndian(two), BinaryPrimitives.ReadUInt32BigEndian(two[4..]));

    private static (uint, uint) Sum(ReadOnlySpan<byte> bytes, (uint One, uint Two) sum, bool isBigEndian)
    {
        (uint one, uint two) = sum;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            one = unchecked(one + Word(bytes, isBigEndian) + two);
            two = unchecked(two + Word(bytes[4..], isBigEndian) + one);
        }

        return (one, two);
    }

    private static uint Word(ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
