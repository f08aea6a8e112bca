using ColdChain.Core.Identity;
using ColdChain.Server.History;
using ColdChain.Server.Tests.History;

namespace ColdChain.Server.Tests.Faults;

/// <summary>What a history was given and what it acknowledged, kept outside of it.</summary>
/// <param name="Sent">Everything that was ever handed in.</param>
/// <param name="Acknowledged">What it said is on its disk.</param>
/// <param name="Judged">What monitoring was shown and said is done; the rest must be shown again.</param>
internal sealed record StoreTruth(
    IReadOnlySet<KnownReading> Sent, IReadOnlySet<KnownReading> Acknowledged, IReadOnlySet<KnownReading> Judged)
{
    /// <summary>Acknowledged is in stored, stored is in sent, exact, once, by time, and nothing escapes monitoring.</summary>
    /// <returns>How much of what was acknowledged is not there.</returns>
    public async Task<int> VerifyAsync(HistoryUnderTest history, string what, int mostLost = 0)
    {
        List<KnownReading> stored = [];
        foreach (SensorId sensor in StoreStory.Sensors)
        {
            IReadOnlyList<StoredReading> found = await history.AllOfAsync(sensor);
            Assert.True(
                found.Zip(found.Skip(1)).All(pair => pair.First.MeasuredAt < pair.Second.MeasuredAt
                    || (pair.First.MeasuredAt == pair.Second.MeasuredAt && pair.Second.IsConflict)),
                $"{what}: readings of {sensor} are out of order, or two are no conflicts of one moment");
            stored.AddRange(found.Select(one => new KnownReading(sensor, one.MeasuredAt.UnixMilliseconds, one.Value.MilliCelsius)));
        }

        KnownReading[] invented = [.. stored.Except(Sent)];
        Assert.True(invented.Length == 0, $"{what}: {invented.Length} of {stored.Count} readings were invented, the first is {invented.FirstOrDefault()}");
        int twice = stored.Count - stored.Distinct().Count();
        Assert.True(twice == 0, $"{what}: {twice} readings are stored twice");
        KnownReading[] lost = [.. Acknowledged.Except(stored)];
        Assert.True(lost.Length <= mostLost, $"{what}: {lost.Length} of {Acknowledged.Count} acknowledged readings are lost, the first is {lost.FirstOrDefault()}");
        await NothingEscapesAsync(history, what, [.. stored]);
        return lost.Length;
    }

    /// <summary>G4: what is stored and was not judged before is shown to monitoring now.</summary>
    private async Task NothingEscapesAsync(HistoryUnderTest history, string what, HashSet<KnownReading> stored)
    {
        ILookup<SensorId, UnjudgedSpan> spans = (await history.Unjudged.TakeAsync(StoreStory.Token)).ToLookup(span => span.Sensor);
        KnownReading[] missed = [.. Acknowledged.Where(reading => stored.Contains(reading) && !Judged.Contains(reading)
            && !spans[reading.Sensor].Any(span => span.From.UnixMilliseconds <= reading.At && reading.At <= span.To.UnixMilliseconds))];
        Assert.True(missed.Length == 0, $"{what}: {missed.Length} readings would never be judged, the first is {missed.FirstOrDefault()}");
    }
}
