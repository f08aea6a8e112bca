using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Core.Readings;

/// <summary>The lowest (or highest) reading of the last minutes, without keeping those that can never be it again.</summary>
/// <remarks>
/// As <see cref="RecentExtreme"/>, but changed in place: a reading costs no memory once there is room for as many as the window
/// ever kept. What is kept rises (or falls) from the first entry on, so the first is the answer.
/// </remarks>
internal sealed class SlidingExtreme(bool isLowest, TimeSpan window)
{
    private const int LeastRoom = 4;

    private (Instant MeasuredAt, Temperature Value)[] _room = [];
    private int _first;
    private int _end;

    /// <summary>Of equals the newest; a reading must have been taken since it was emptied.</summary>
    public (Instant MeasuredAt, Temperature Value) First => _room[_first];

    /// <summary>Takes this reading, and lets go of those that are older than the window.</summary>
    public void Take(in Reading reading)
    {
        while (_first < _end && reading.MeasuredAt - _room[_first].MeasuredAt > window)
        {
            _first++;
        }

        while (_end > _first && IsBeaten(_room[_end - 1].Value, reading.Value))
        {
            _end--;
        }

        if (_end == _room.Length)
        {
            MakeRoom();
        }

        _room[_end++] = (reading.MeasuredAt, reading.Value);
    }

    public void Empty() => (_first, _end) = (0, 0);

    public SlidingExtreme Copy() => new(isLowest, window) { _room = [.. _room.AsSpan(_first, _end - _first)], _end = _end - _first };

    private bool IsBeaten(Temperature kept, Temperature by) => isLowest ? kept >= by : kept <= by;

    /// <summary>Moves what is kept to the front, and into a larger room where it has filled more than half of this one.</summary>
    private void MakeRoom()
    {
        Span<(Instant MeasuredAt, Temperature Value)> kept = _room.AsSpan(_first, _end - _first);
        (Instant MeasuredAt, Temperature Value)[] room = kept.Length * 2 > _room.Length || _room.Length < LeastRoom
            ? new (Instant, Temperature)[Math.Max(LeastRoom, _room.Length * 2)]
            : _room;
        kept.CopyTo(room);
        (_room, _first, _end) = (room, 0, kept.Length);
    }
}
