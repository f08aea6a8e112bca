using System.Runtime.InteropServices;
using ColdChain.Agent.Commands;

using CancellationTokenSource stopping = new();
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

return await new AgentCommand(Console.Out, Console.Error, TimeProvider.System).RunAsync(args, stopping.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}
