namespace EndToEnd.Tests.Oracle;

/// <summary>Gathers stored readings: the first value of a moment, further ones as conflicts, and each value once.</summary>
/// <param name="sensors">Their ids by number.</param>
internal sealed class StoredRows(Dictionary<int, string> sensors)
{
    private readonly HashSet<(int Sensor, long At, int MilliCelsius)> _values = [];
    private readonly HashSet<(int Sensor, long At)> _moments = [];
    private readonly List<StoredRow> _all = [];

    public IReadOnlyList<StoredRow> All => _all;

    /// <summary>A value that is sealed and whose request is still there comes twice.</summary>
    public void Add(int sensor, long at, int milliCelsius, long storedAt)
    {
        if (_values.Add((sensor, at, milliCelsius)))
        {
            _all.Add(new StoredRow(sensors[sensor], at, milliCelsius, !_moments.Add((sensor, at)), storedAt));
        }
    }

    /// <summary>Series of: sensor, count, then time, value and flags of each reading, the first two as differences (docs/formats/history.md).</summary>
    public void AddRequest(long storedAt, byte[] bytes)
    {
        int at = 0;
        while (at < bytes.Length)
        {
            (int sensor, ulong count) = ((int)Number(bytes, ref at), Number(bytes, ref at));
            (long time, long value) = (0, 0);
            for (ulong index = 0; index < count; index++)
            {
                time += Folded(Number(bytes, ref at));
                value += Folded(Number(bytes, ref at));
                Number(bytes, ref at);
                Add(sensor, time, (int)value, storedAt);
            }
        }
    }

    private static long Folded(ulong number) => (long)(number >> 1) ^ -(long)(number & 1);

    private static ulong Number(byte[] bytes, ref int at)
    {
        ulong number = 0;
        int shift = 0;
        while (bytes[at] >= 0x80)
        {
            number |= (ulong)(bytes[at++] & 0x7F) << shift;
            shift += 7;
        }

        return number | ((ulong)bytes[at++] << shift);
    }
}
