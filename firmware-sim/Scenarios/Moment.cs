namespace FirmwareSim.Scenarios;

/// <summary>When something happens: so long after the live start, or at an hour of a local day before or after it.</summary>
internal abstract record Moment
{
    private Moment()
    {
    }

    /// <summary>The Unix second, once the live start is known.</summary>
    public abstract long Resolve(long liveStartSecond, TimeSpan utcOffset);

    /// <summary>Negative lies in the history.</summary>
    internal sealed record FromLiveStart(TimeSpan Offset) : Moment
    {
        public override long Resolve(long liveStartSecond, TimeSpan utcOffset) =>
            liveStartSecond + (long)Offset.TotalSeconds;
    }

    /// <summary><c>day-9T02:40:00</c>: that hour on the wall, so many days before the day of the live start.</summary>
    internal sealed record OnDay(int Days, TimeSpan TimeOfDay) : Moment
    {
        private const long SecondsPerDay = 86_400;

        public override long Resolve(long liveStartSecond, TimeSpan utcOffset)
        {
            long offset = (long)utcOffset.TotalSeconds;
            long today = Math.DivRem(liveStartSecond + offset, SecondsPerDay).Quotient;
            return ((today + Days) * SecondsPerDay) - offset + (long)TimeOfDay.TotalSeconds;
        }
    }
}
