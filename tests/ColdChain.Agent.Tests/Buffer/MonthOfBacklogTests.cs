using System.Diagnostics;
using System.Globalization;
using ColdChain.Agent.Buffer;

namespace ColdChain.Agent.Tests.Buffer;

/// <summary>A month of fifty sensors a minute that waits: opening, looking, removing and adding stay quick. Times are printed, not asserted.</summary>
/// <remarks>COLDCHAIN_MONTH_ROWS=2160000 makes it the whole month; an ordinary run takes a twentieth.</remarks>
public sealed class MonthOfBacklogTests : IAsyncDisposable
{
    private const int UsualRows = 108_000;
    private const int Page = 2000;

    private readonly OpenJournal _journal = new();

    [Fact]
    public async Task A_month_that_waits_is_shown_and_taken_page_by_page()
    {
        int rows = int.TryParse(Environment.GetEnvironmentVariable("COLDCHAIN_MONTH_ROWS"), CultureInfo.InvariantCulture, out int given) ? given : UsualRows;
        await TimedAsync("append in groups of 500", async () =>
        {
            for (int from = 0; from < rows; from += 500)
            {
                await _journal.AppendAsync(Some.Measured([.. Enumerable.Range(from, 500)]));
            }
        });
        await _journal.ReopenAsync();
        await TimedAsync("open", async () => Assert.Equal(rows, await _journal.Buffer.CountAsync(TestContext.Current.CancellationToken)));
        JournalPage oldest = await TimedAsync("look at the oldest", () => _journal.PeekAsync(ForwardLane.Backlog, Page));
        await TimedAsync("remove them", () => _journal.RemoveAsync(new SequenceRange(oldest.Entries[0].Sequence, oldest.Entries[^1].Sequence)));
        await TimedAsync("append one", () => _journal.AppendAsync(Some.Measured(7)));
        await TimedAsync("look at the newest", () => _journal.PeekAsync(ForwardLane.Live, Page));
        await TimedAsync("count", async () => Assert.Equal(rows - Page + 1, await _journal.Buffer.CountAsync(TestContext.Current.CancellationToken)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{new FileInfo(_journal.FilePath).Length / (double)rows:0.0} bytes a reading");
    }

    [Theory]
    [InlineData("SELECT sequence FROM entries WHERE sequence > 5 ORDER BY sequence DESC LIMIT 9")]
    [InlineData("SELECT sequence FROM entries WHERE sequence <= 5 ORDER BY sequence LIMIT 9")]
    [InlineData("DELETE FROM entries WHERE sequence BETWEEN 1 AND 5")]
    public async Task No_verb_of_the_lanes_reads_more_than_its_page(string statement)
    {
        await _journal.AppendAsync(Some.Measured(1));
        Assert.StartsWith(
            "SEARCH entries USING INTEGER PRIMARY KEY",
            JournalProbe.Query(_journal, $"EXPLAIN QUERY PLAN {statement}", column: 3),
            StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _journal.DisposeAsync();

    private static async Task TimedAsync(string what, Func<Task> verb) => await TimedAsync(what, async () =>
    {
        await verb();
        return true;
    });

    private static async Task<T> TimedAsync<T>(string what, Func<Task<T>> verb)
    {
        long begun = Stopwatch.GetTimestamp();
        T result = await verb();
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {Stopwatch.GetElapsedTime(begun).TotalMilliseconds:0.0} ms");
        return result;
    }
}
