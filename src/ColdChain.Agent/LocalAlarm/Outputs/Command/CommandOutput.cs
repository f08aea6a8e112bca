using System.Diagnostics;
using ColdChain.Agent.Configuration;
using ColdChain.Core.Temperatures;

namespace ColdChain.Agent.LocalAlarm.Outputs.Command;

/// <summary>Runs a program of the installer's: a relay, a sound, a lamp. What it must know is in its environment.</summary>
internal sealed class CommandOutput(CommandOptions options, TimeProvider clock) : ILocalOutput
{
    /// <summary>For the process to be gone after it was killed.</summary>
    private static readonly TimeSpan LastBreath = TimeSpan.FromSeconds(5);

    public string Name => "command";

    public TimeSpan LongestAttempt => options.Timeout + LastBreath + LastBreath;

    public bool IsLevel => false;

    public async Task<OutputOutcome> PerformAsync(OutputCall call, CancellationToken cancellationToken)
    {
        using Process process = new() { StartInfo = StartOf(call) };
        process.Start();
        using CancellationTokenSource patience = new(options.Timeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await process.WaitForExitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            return new OutputOutcome.Failed($"{options.Command[0]} did not end within {options.Timeout.TotalSeconds:0.#} s and was killed");
        }

        return process.ExitCode == 0
            ? OutputOutcome.Done.It
            : new OutputOutcome.Failed($"{options.Command[0]} ended with exit code {process.ExitCode}");
    }

    public Task AttendAsync(Action<string?> tell, CancellationToken cancellationToken) =>
        Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken);

    private ProcessStartInfo StartOf(OutputCall call)
    {
        ProcessStartInfo start = new(options.Command[0], options.Command.Skip(1)) { UseShellExecute = false };
        start.Environment.Remove(SettingsFile.KeyVariable); // Whoever rings a bell need not hold the agent's key.
        start.Environment["COLDCHAIN_EVENT"] = WordOf(call.Kind);
        start.Environment["COLDCHAIN_ALARM"] = call.AlarmId;
        start.Environment["COLDCHAIN_UNIT"] = call.Unit.ToString();
        start.Environment["COLDCHAIN_CELSIUS"] = TemperatureText.Exact(call.Value);
        start.Environment["COLDCHAIN_MESSAGE"] = call.TextZh;
        start.Environment["COLDCHAIN_MESSAGE_EN"] = call.TextEn;
        return start;
    }

    private static string WordOf(CallKind kind) => kind switch
    {
        CallKind.Alarm => "alarm",
        CallKind.Notice => "notice",
        CallKind.Acknowledged => "acknowledged",
        CallKind.Over => "over",
    };
}
