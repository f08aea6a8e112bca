namespace ColdChain.Benchmarks.History;

/// <summary>Bytes a reading at rest, each set of series in stores of its own.</summary>
internal sealed class SizeRounds(Func<IReadOnlyList<TimeSeriesStore>> newStores, Figures figures)
{
    private const int Size = 5_000;
    private const int Connections = 4;

    public static async Task<double> BytesAReadingAsync(TimeSeriesStore store, CountyOfSeries county)
    {
        await store.SettleAsync();
        return (double)store.BytesAtRest() / county.Readings;
    }

    public async Task RunAsync(string what, CountyOfSeries county)
    {
        foreach (TimeSeriesStore store in newStores())
        {
            await using (store)
            {
                await store.PrepareAsync(county);
                Contestant contestant = new(store, county);
                await contestant.TakeAsync(county.Points, Size, new Contestant.Setting(store.Dialects[^1], Connections));
                figures.Add($"at rest, {what}", "bytes a reading", store.Name, await BytesAReadingAsync(store, county));
            }
        }
    }
}
