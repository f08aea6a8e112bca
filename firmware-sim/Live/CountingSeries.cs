namespace FirmwareSim.Live;

/// <summary>Values that count up through a plausible range and begin again, so that each reading can be recognised.</summary>
internal sealed class CountingSeries(int stepMilliCelsius)
{
    /// <summary>No sentinel of a known sensor lies between these (85, -127, 127.94, ...); in m°C.</summary>
    public const int First = -30_000;

    public const int Last = 50_000;

    private int _next = First;

    public int Next()
    {
        int value = _next;
        _next += stepMilliCelsius;
        if (_next > Last)
        {
            _next = First;
        }

        return value;
    }
}
