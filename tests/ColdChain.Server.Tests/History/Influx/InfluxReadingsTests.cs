using System.Text;
using ColdChain.Core.Integrity;
using ColdChain.Server.History.Influx;
using ColdChain.Testing;

using static ColdChain.Server.Tests.History.Influx.InfluxUnderTest;

namespace ColdChain.Server.Tests.History.Influx;

/// <summary>Against the real server.</summary>
public sealed class InfluxReadingsTests(InfluxUnderTest influx) : IClassFixture<InfluxUnderTest>
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_day_comes_back_as_it_was_written(bool gzip)
    {
        using InfluxHttpClient client = await influx.DatabaseAsync(options => options with { Gzip = gzip });
        KeptReading[] day = [.. WholeDay(), At(1_439, -80_000, flags: 17) with { Offset = 86_399_999 }];
        await WriteAsync(client, day);

        InfluxDays read = await ReadingsOf(client).ReadAsync(Top, Day, Day, 2_000, Now);

        Assert.IsType<InfluxOutcome.Done>(read.Outcome);
        Assert.Equal(day, read.Days[Day]);
    }

    [Fact] // G2
    public async Task The_same_day_five_times_has_the_effect_of_one()
    {
        using InfluxHttpClient client = await influx.DatabaseAsync();
        for (int time = 0; time < 5; time++)
        {
            await WriteAsync(client, WholeDay());
        }

        Assert.Equal(WholeDay(), (await ReadingsOf(client).ReadAsync(Top, Day, Day, 2_000, Now)).Days[Day]);
    }

    [Fact]
    public async Task Days_are_apart_and_so_are_sensors()
    {
        using InfluxHttpClient client = await influx.DatabaseAsync();
        InfluxReadings readings = ReadingsOf(client);
        for (int day = 0; day < 20; day++)
        {
            await readings.WriteDayAsync(Top, Day + day, WholeDay(day + 1), Now);
            await readings.WriteDayAsync(Bottom, Day + day, WholeDay(day + 50), Now);
        }

        InfluxDays read = await readings.ReadAsync(Top, Day + 3, Day + 17, 15 * 1_440, Now);

        Assert.Equal(Enumerable.Range(Day + 3, 15), read.Days.Keys);
        Assert.All(read.Days, day => Assert.Equal(WholeDay(day.Key - Day + 1), day.Value));
    }

    [Fact]
    public async Task A_sensor_that_was_never_written_has_no_days()
    {
        using InfluxHttpClient client = await influx.DatabaseAsync();

        InfluxDays read = await ReadingsOf(client).ReadAsync(Top, Day, Day, 1, Now);

        Assert.IsType<InfluxOutcome.Done>(read.Outcome);
        Assert.Empty(read.Days);
    }

    [Fact]
    public async Task More_than_there_can_be_is_refused()
    {
        using InfluxHttpClient client = await influx.DatabaseAsync();
        await WriteAsync(client, WholeDay());

        InfluxDays read = await ReadingsOf(client).ReadAsync(Top, Day, Day, 1_439, Now);

        Assert.Contains("1439", Assert.IsType<InfluxOutcome.Unreachable>(read.Outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_else_wrote_into_the_series_is_no_reading()
    {
        using InfluxHttpClient client = await influx.DatabaseAsync();
        await WriteAsync(client, [At(1, 4_100)]);
        await client.WriteAsync(Encoding.UTF8.GetBytes("readings,sensor=gaochuan/fridge-1/top v=5i 1777564920000"), Now);

        InfluxDays read = await ReadingsOf(client).ReadAsync(Top, Day, Day, 10, Now);

        Assert.Equal((1, 1), (read.Days[Day].Count, read.Strange));
    }

    [Fact]
    public async Task A_value_of_another_kind_is_refused_with_the_database_s_reason()
    {
        using InfluxHttpClient client = await influx.DatabaseAsync();
        await WriteAsync(client, [At(1, 4_100)]);

        InfluxOutcome outcome = await client.WriteAsync(
            Encoding.UTF8.GetBytes("readings,sensor=gaochuan/fridge-1/top v=4.1 1777564860000"), Now);

        Assert.Contains("field type conflict", Assert.IsType<InfluxOutcome.Refused>(outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_forgets_is_not_used()
    {
        using InfluxHttpClient client = await influx.DatabaseAsync(options => options with { Database = "forgets" });
        await influx.Server.AskAsync("ALTER RETENTION POLICY autogen ON forgets DURATION 30d", null, Now);

        InfluxOutcome outcome = await client.MakeReadyAsync(Now);

        Assert.Contains("destroys readings after 720h0m0s", Assert.IsType<InfluxOutcome.Refused>(outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_database_a_write_is_refused_until_it_is_made_again()
    {
        using InfluxHttpClient client = await influx.DatabaseAsync(options => options with { Database = "dropped" });
        await influx.Server.AskAsync("DROP DATABASE dropped", null, Now);

        InfluxOutcome outcome = await ReadingsOf(client).WriteDayAsync(Top, Day, WholeDay(), Now);

        Assert.Contains("database not found", Assert.IsType<InfluxOutcome.Refused>(outcome).Reason, StringComparison.Ordinal);
        Assert.IsType<InfluxOutcome.Done>(await client.MakeReadyAsync(Now));
        await WriteAsync(client, WholeDay());
    }

    [Fact]
    public async Task User_and_password_open_the_door_and_stay_out_of_every_reason()
    {
        Assert.SkipUnless(InfluxServer.Executable is not null, InfluxServer.MissingReason);
        await using InfluxServer locked = await InfluxServer.StartAsync(Now, withLogIn: true);
        await locked.AskAsync("CREATE USER cold WITH PASSWORD 'right' WITH ALL PRIVILEGES", null, Now);
        InfluxOptions options = new() { Url = locked.Url, User = "cold", Password = "right" };
        using InfluxHttpClient right = new(options, TimeProvider.System);
        using InfluxHttpClient wrong = new(options with { Password = "not-right" }, TimeProvider.System);

        Assert.IsType<InfluxOutcome.Done>(await right.MakeReadyAsync(Now));
        InfluxOutcome refused = await ReadingsOf(wrong).WriteDayAsync(Top, Day, WholeDay(), Now);

        Assert.StartsWith("401", Assert.IsType<InfluxOutcome.Refused>(refused).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("right", $"{refused} {options}", StringComparison.Ordinal);
    }

    private static async Task WriteAsync(InfluxHttpClient client, KeptReading[] day) =>
        Assert.IsType<InfluxOutcome.Done>(await ReadingsOf(client).WriteDayAsync(Top, Day, day, Now));
}
