using System.Buffers.Binary;

namespace FirmwareSim.Modbus;

/// <summary>
/// Finds requests in the bytes of a bus. A pseudo-terminal has no silent intervals to rely on, so a request of functions 1 to 6
/// is recognised by its eight bytes and CRC (docs/protocols/modbus-rtu.md §2); others when the line falls idle.
/// </summary>
internal sealed class RequestFramer
{
    /// <summary>The longest frame on a serial line, bytes (§2).</summary>
    public const int LongestFrame = 256;

    /// <summary>Slave, function, address, count, CRC.</summary>
    private const int ReadRequestSize = 8;

    private readonly byte[] _bytes = new byte[LongestFrame];
    private int _count;

    /// <summary>Bytes that belong to no request yet.</summary>
    public int Waiting => _count;

    /// <summary>Takes as much as fits; the oldest bytes give way, since they were noise.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LongestFrame)
        {
            bytes = bytes[^LongestFrame..];
        }

        int excess = _count + bytes.Length - LongestFrame;
        if (excess > 0)
        {
            Drop(excess);
        }

        bytes.CopyTo(_bytes.AsSpan(_count));
        _count += bytes.Length;
    }

    /// <summary>The next request of functions 1 to 6, if one is there.</summary>
    public bool TryTake(out ModbusRequest request)
    {
        for (int start = 0; start + ReadRequestSize <= _count; start++)
        {
            ReadOnlySpan<byte> frame = _bytes.AsSpan(start, ReadRequestSize);
            if (frame[1] is >= 1 and <= 6 && ModbusCrc.IsRight(frame))
            {
                request = Decode(frame);
                Drop(start + ReadRequestSize);
                return true;
            }
        }

        request = default;
        return false;
    }

    /// <summary>The line has been silent: what waits is one whole frame of another function, or rubbish. Empties the buffer.</summary>
    public bool TryTakeAtIdle(out ModbusRequest request)
    {
        ReadOnlySpan<byte> frame = _bytes.AsSpan(0, _count);
        bool isFrame = frame.Length >= 4 && ModbusCrc.IsRight(frame);
        request = isFrame ? new ModbusRequest(frame[0], frame[1], 0, 0) : default;
        _count = 0;
        return isFrame;
    }

    private static ModbusRequest Decode(ReadOnlySpan<byte> frame) => new(
        frame[0],
        frame[1],
        BinaryPrimitives.ReadUInt16BigEndian(frame[2..]),
        BinaryPrimitives.ReadUInt16BigEndian(frame[4..]));

    private void Drop(int count)
    {
        _bytes.AsSpan(count, _count - count).CopyTo(_bytes);
        _count -= count;
    }
}
