using System.ComponentModel;
using System.Diagnostics;

namespace ColdChain.Agent.Probes.Power;

/// <summary>Runs the command once; it never outlives its time.</summary>
internal static class PowerCommand
{
    public static async Task<PowerAnswer> RunAsync(
        PowerCommandOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        using Process process = new();
        process.StartInfo = new ProcessStartInfo(options.Command[0], options.Command.Skip(1)) { UseShellExecute = false };
        if (Start(process) is { } refusal)
        {
            return refusal;
        }

        using CancellationTokenSource late = new(options.Timeout, clock);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        await process.WaitForExitAsync(ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            return new PowerAnswer.Unknown($"{options.Command[0]} did not end within {options.Timeout}");
        }

        return process.ExitCode switch
        {
            0 => new PowerAnswer.Known(IsLost: false),
            int code when options.LostExitCodes.Contains(code) => new PowerAnswer.Known(IsLost: true),
            int code => new PowerAnswer.Unknown(
                $"{options.Command[0]} ended with {code}; 0 means power, {string.Join(", ", options.LostExitCodes)} no power"),
        };
    }

    private static PowerAnswer.Unknown? Start(Process process)
    {
        try
        {
            return process.Start() ? null : new PowerAnswer.Unknown("the command was not started");
        }
        catch (Win32Exception fault)
        {
            return new PowerAnswer.Unknown($"{process.StartInfo.FileName} cannot be started: {fault.Message}");
        }
    }
}
