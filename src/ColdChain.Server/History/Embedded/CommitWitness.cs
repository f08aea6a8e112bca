using System.Buffers.Binary;
using System.Numerics;
using Microsoft.Win32.SafeHandles;

namespace ColdChain.Server.History.Embedded;

/// <summary>How many commits the history has had, in a small file beside it, written after each fsync and before anybody is answered.</summary>
/// <remarks>
/// A flipped bit in the last commit of the log, a log that ends early and an old copy of the file all look like a history that
/// was never longer; this says how long it was. It costs no fsync: a kill keeps what was written, and after a power cut it may
/// say less than there is, never more. Bytes, little-endian: count (8), CRC-32C of them (4).
/// </remarks>
internal sealed class CommitWitness : IDisposable
{
    public const string FileName = "history.commits";

    private const int Bytes = 12;

    private readonly SafeFileHandle _file;

    public CommitWitness(string historyPath)
    {
        _file = File.OpenHandle(
            Path.Combine(Path.GetDirectoryName(historyPath)!, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        Count = Read();
    }

    /// <summary>As it was found; 0 where there was none, or what it says was damaged.</summary>
    public long Count { get; }

    /// <summary>Null once it is written; otherwise why it could not be, in words. The commit stands either way.</summary>
    public string? Write(long count)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, count);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], SumOf(count));
        try
        {
            RandomAccess.Write(_file, bytes, fileOffset: 0);
            return null;
        }
        catch (IOException fault)
        {
            return $"{FileName} cannot be written, so that a later loss of the newest commits might not be noticed: {fault.Message}";
        }
    }

    public void Dispose() => _file.Dispose();

    private long Read()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        int read = RandomAccess.Read(_file, bytes, fileOffset: 0);
        long count = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        return read == Bytes && count > 0 && BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) == SumOf(count) ? count : 0;
    }

    private static uint SumOf(long count) => BitOperations.Crc32C(uint.MaxValue, (ulong)count);
}
