using ColdChain.Core.Integrity;
using ColdChain.Core.Wire;
using ColdChain.Server.History.Embedded;
using ColdChain.Server.Tests.History;
using Microsoft.Data.Sqlite;
using static ColdChain.Server.Tests.History.HistoryUnderTest;

namespace ColdChain.Server.Tests.Integrity;

/// <summary>G3, G8. A second value that was kept beside the first is proved as the first is, in a day of every age.</summary>
/// <remarks>The conflict is of 00:20 of the first day, came on the third, and stands in the part that was sealed for it then.</remarks>
public sealed class VerifyConflictTests
{
    private const int OpenMorning = SealedStory.Days * 24 * 60;

    private static readonly int FirstDay = DayCalendar.China.DayOf(Minute(0));

    [Theory]
    [InlineData("altered")]
    [InlineData("removed")]
    [InlineData("made the accepted one")]
    [InlineData("made an accepted one of its own")]
    public async Task A_conflict_of_a_sealed_day_is_named_when_it_was(string done)
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        ChunkId[] parts = [new(FirstDay, 1, 0), new(FirstDay, 1, 1)];
        KeptDay[] before = [.. parts.Select(part => Sealed(story, part))];

        foreach ((ChunkId part, KeptDay day) in parts.Zip(Changed(before, done)))
        {
            Assert.Equal(1, story.Tamper(
                string.Create(null, $"UPDATE chunks SET readings = $r, figures = $f WHERE chunk_id = {part.Number}"),
                ("$r", ChunkCodec.Encode(part, day)), ("$f", ChunkFigures.Of(day).ToBytes(part))));
        }

        await story.NamesAsync("The record of sensor gaochuan/fridge-1/top, day 2026-05-01");
    }

    [Theory]
    [InlineData("altered")]
    [InlineData("removed")]
    [InlineData("made the accepted one")]
    [InlineData("made an accepted one of its own")]
    public async Task A_conflict_of_a_bound_day_is_named_when_it_was(string done)
    {
        await using SealedStory story = await SealedStory.MakeAsync();
        await story.BindAsync();
        BlockRow row = Block(story);
        Assert.True(BlockHeads.TryDecode(row.Id, row.Seals.First, row.Heads, out BoundChunk[]? chunks));
        Assert.True(BlockCodec.TryDecode(row.Id, chunks, row.Readings, out KeptDay[]? days));
        int[] parts = [.. Enumerable.Range(0, 2).Select(part => Array.FindIndex(chunks, chunk => chunk.Id.Day == FirstDay && chunk.Id.Part == part))];

        foreach ((int part, KeptDay day) in parts.Zip(Changed([.. parts.Select(part => days[part])], done)))
        {
            days[part] = day;
            chunks[part] = chunks[part] with { Figures = ChunkFigures.Of(day) };
        }

        story.Tamper(
            $"UPDATE blocks SET heads = $h, readings = $r WHERE block_id = {row.Id.Key}",
            ("$h", BlockHeads.Encode(row.Id, row.Seals.First, chunks)), ("$r", BlockCodec.Encode(row.Id, chunks, days)));
        await story.NamesAsync("The record of sensor gaochuan/fridge-1/top, day 2026-05-01");
    }

    [Theory]
    [InlineData("altered")]
    [InlineData("removed")]
    [InlineData("made the accepted one")]
    public async Task A_conflict_of_a_day_that_is_still_open_is_named_with_its_request_when_it_was(string done)
    {
        await using SealedStory story = await WithOpenConflictAsync();
        (long first, long second) = Requests(story);
        WireReading[] accepted = Series(story, first);
        int other = accepted[1].MilliCelsius;
        accepted[1] = accepted[1] with { MilliCelsius = done == "made the accepted one" ? 9_900 : other };

        Rewrite(story, first, accepted);
        Rewrite(story, second, done == "removed" ? [] : [new WireReading(0, accepted[1].MeasuredAt, done == "altered" ? 9_800 : other, 0)]);

        await story.NamesAsync($"Request {(done == "made the accepted one" ? first : second)}, not yet sealed, is not as it was accepted");
    }

    [Fact]
    public async Task A_conflict_whose_request_was_removed_is_missed()
    {
        await using SealedStory story = await WithOpenConflictAsync();
        (long _, long second) = Requests(story);

        Assert.Equal(1, story.Tamper($"DELETE FROM arrivals WHERE arrival_number = {second}"));

        await story.NamesAsync($"The newest request accepted was number {second}; the newest that is there is {second - 1}");
    }

    [Fact]
    public async Task Two_requests_that_changed_places_so_that_the_second_value_comes_first_are_named()
    {
        await using SealedStory story = await WithOpenConflictAsync();
        (long first, long second) = Requests(story);

        story.Tamper(
            $"""
            CREATE TABLE aside AS SELECT * FROM arrivals WHERE arrival_number IN ({first}, {second});
            UPDATE arrivals SET readings = (SELECT readings FROM aside WHERE aside.arrival_number = {first + second} - arrivals.arrival_number)
            WHERE arrival_number IN ({first}, {second});
            DROP TABLE aside;
            """);

        await story.NamesAsync($"Request {first}, not yet sealed, is not as it was accepted");
    }

    private static KeptDay[] Changed(KeptDay[] parts, string done)
    {
        KeptReading conflict = Assert.Single(parts[1].Conflicts.ToArray());
        KeptReading[] accepted = parts[0].Readings.ToArray();
        int place = Array.FindIndex(accepted, reading => reading.Offset == conflict.Offset);
        int first = accepted[place].MilliCelsius;
        accepted[place] = accepted[place] with { MilliCelsius = conflict.MilliCelsius };
        return done switch
        {
            "altered" => [parts[0], parts[1] with { Conflicts = new[] { conflict with { MilliCelsius = conflict.MilliCelsius - 100 } } }],
            "removed" => [parts[0], parts[1] with { Conflicts = ReadOnlyMemory<KeptReading>.Empty }],
            "made the accepted one" =>
                [parts[0] with { Readings = accepted }, parts[1] with { Conflicts = new[] { conflict with { MilliCelsius = first } } }],
            _ => [parts[0], new KeptDay(new[] { parts[1].Readings.ToArray()[0], conflict }, ReadOnlyMemory<KeptReading>.Empty)],
        };
    }

    private static KeptDay Sealed(SealedStory story, ChunkId part)
    {
        Assert.True(ChunkCodec.TryDecode(part, story.Blob($"SELECT readings FROM chunks WHERE chunk_id = {part.Number}"), out KeptDay? day));
        return day;
    }

    private static BlockRow Block(SealedStory story)
    {
        using SqliteConnection connection = new($"Data Source={story.Path(HistoryFile.FileName)};Pooling=false");
        connection.Open();
        using Statement statement = new(connection, $"{BlockRows.Columns} WHERE first_seal = 1", 0);
        using SqliteDataReader row = statement.Rows();
        Assert.True(row.Read());
        return BlockRows.Of(row);
    }

    /// <summary>The morning that is not sealed gets a second value for its second moment.</summary>
    private static async Task<SealedStory> WithOpenConflictAsync()
    {
        SealedStory story = await SealedStory.MakeAsync();
        await using HistoryUnderTest history = new(story.Folder);
        await history.AppendAsync(Of(Reading(950_001, OpenMorning + 10, 9_900)) with { StoredAt = Minute(OpenMorning + (9 * 60)) });
        return story;
    }

    /// <summary>The one that brought the morning's first hour, and the newest.</summary>
    private static (long First, long Second) Requests(SealedStory story)
    {
        using SqliteConnection connection = new($"Data Source={story.Path(HistoryFile.FileName)};Pooling=false");
        connection.Open();
        using Statement statement = new(
            connection, "SELECT min(arrival_number) FILTER (WHERE stored_at_ms >= ?1), max(arrival_number) FROM arrivals", 1);
        using SqliteDataReader row = statement.Rows(Minute(OpenMorning + 60).UnixMilliseconds);
        Assert.True(row.Read());
        return (row.GetInt64(0), row.GetInt64(1));
    }

    /// <summary>What a request brought of the sensor that was seen first.</summary>
    private static WireReading[] Series(SealedStory story, long request)
    {
        WireReading[] top = [];
        byte[] bytes = story.Blob($"SELECT readings FROM arrivals WHERE arrival_number = {request}");
        Assert.True(ArrivalBlob.TryRead(bytes, (sensor, readings) => top = sensor == 1 ? readings.ToArray() : top));
        return top;
    }

    private static void Rewrite(SealedStory story, long request, WireReading[] top)
    {
        using PackedWriter writer = new();
        byte[] bytes = story.Blob($"SELECT readings FROM arrivals WHERE arrival_number = {request}");
        Assert.True(ArrivalBlob.TryRead(bytes, (sensor, readings) => ArrivalBlob.Add(writer, sensor, sensor == 1 ? top : readings.Span)));
        story.Tamper($"UPDATE arrivals SET readings = $r WHERE arrival_number = {request}", ("$r", writer.Written.ToArray()));
    }
}
