using ColdChain.Server.Running;
using ColdChain.Testing;

namespace ColdChain.Server.Tests.Running;

public sealed class GarbageReturnTests
{
    private readonly GarbageReturn _memory;
    private long _allocated = 900_000_000;
    private long _held = 80_000_000;
    private int _given;
    private int _trimmed;

    public GarbageReturnTests()
    {
        _memory = new GarbageReturn(new ManualClock(), () => _allocated, () => _held, () => _given++, () => _trimmed++);
        _memory.Begin();
    }

    [Fact]
    public void What_starting_took_is_given_back_at_once() => Assert.Equal(1, _given);

    [Fact]
    public void What_a_burst_took_is_given_back_once_it_is_over_and_not_while_it_lasts()
    {
        Assert.Equal([1, 1, 1, 2, 2], Given(GarbageReturn.WorthIt / 2, GarbageReturn.WorthIt / 2, GarbageReturn.WorthIt, 1_000, 1_000));
    }

    [Fact]
    public void A_county_s_ordinary_work_stops_nobody_however_long_it_goes_on()
    {
        const long ALittle = GarbageReturn.Quiet / 2;

        int[] given = Given([.. Enumerable.Repeat(ALittle, 10 * (int)(GarbageReturn.WorthIt / ALittle))]);

        Assert.Equal(1, given[^1]);
    }

    [Fact]
    public void What_ordinary_work_leaves_is_given_back_too_but_not_again_and_again()
    {
        _held += GarbageReturn.WorthItAtRest;

        int[] given = Given([.. Enumerable.Repeat(1_000L, 2 * GarbageReturn.Seldom)]);

        Assert.Equal([.. Enumerable.Repeat(1, GarbageReturn.Seldom - 1), 2], given[..GarbageReturn.Seldom]);
        Assert.Equal(2, given[^1]);
    }

    [Fact]
    public void What_is_held_as_before_is_left()
    {
        _held += GarbageReturn.WorthItAtRest - 1;

        Assert.Equal(1, Given([.. Enumerable.Repeat(1_000L, 2 * GarbageReturn.Seldom)])[^1]);
    }

    [Fact]
    public void Work_that_comes_in_portions_adds_up()
    {
        Assert.Equal([1, 1, 1, 2], Given(GarbageReturn.WorthIt / 2, 1_000, GarbageReturn.WorthIt / 2, 1_000));
    }

    [Fact]
    public void What_the_compiler_leaves_is_given_back_while_much_is_done_and_not_in_ordinary_work()
    {
        int started = _trimmed;

        Given(GarbageReturn.Quiet - 1, GarbageReturn.Quiet, GarbageReturn.Quiet);

        Assert.Equal(started + 2, _trimmed);
    }

    [Fact]
    public void Who_asks_for_it_has_it_in_the_next_quiet_moment_and_once()
    {
        _memory.AskFor();

        Assert.Equal([1, 2, 2], Given(GarbageReturn.Quiet, 1_000, 1_000));
    }

    /// <summary>How often by then, look by look.</summary>
    private int[] Given(params long[] allocatedBefore) =>
    [
        .. allocatedBefore.Select(bytes =>
        {
            _allocated += bytes;
            _memory.Look();
            return _given;
        }),
    ];
}
