using System.Runtime.InteropServices;
using FirmwareSim.Commands;

using CancellationTokenSource stopping = new();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await Verbs.DispatchAsync(args, new Terminal(Console.Out, Console.Error, TimeProvider.System), stopping.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}
