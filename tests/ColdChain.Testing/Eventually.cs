using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ColdChain.Testing;

/// <summary>Waits in real time for a condition of another thread or process; never for a fixed time.</summary>
/// <remarks>The bound is generous because a shared machine may stall; a test that passes does not wait for it.</remarks>
public static class Eventually
{
    /// <summary>How long a condition may take when the caller names no bound.</summary>
    public static readonly TimeSpan DefaultBound = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <exception cref="TimeoutException">The condition did not hold in time; the message says which.</exception>
    public static Task HoldsAsync(Func<bool> condition, string what, CancellationToken cancellationToken) =>
        HoldsAsync(() => Task.FromResult(condition()), what, DefaultBound, cancellationToken);

    /// <exception cref="TimeoutException">The condition did not hold in time; the message says which.</exception>
    public static Task HoldsAsync(
        Func<bool> condition, string what, TimeSpan bound, CancellationToken cancellationToken) =>
        HoldsAsync(() => Task.FromResult(condition()), what, bound, cancellationToken);

    /// <exception cref="TimeoutException">The condition did not hold in time; the message says which.</exception>
    public static async Task HoldsAsync(
        Func<Task<bool>> condition, string what, TimeSpan bound, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(condition);
        long begun = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(begun) > bound)
            {
                throw new TimeoutException($"After {bound.TotalSeconds:0} s it was still not so that {what}.");
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Asks again and again until there is an answer, and gives it.</summary>
    /// <exception cref="TimeoutException">There was none in time.</exception>
    public static async Task<T> GetAsync<T>(
        Func<Task<T?>> ask,
        TimeSpan bound,
        CancellationToken cancellationToken,
        [CallerArgumentExpression(nameof(ask))] string what = "")
        where T : class
    {
        ArgumentNullException.ThrowIfNull(ask);
        T? answer = null;
        await HoldsAsync(async () => (answer = await ask()) is not null, $"{what} has an answer", bound, cancellationToken);
        return answer!;
    }
}
