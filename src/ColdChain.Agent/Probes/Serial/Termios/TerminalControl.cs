namespace ColdChain.Agent.Probes.Serial.Termios;

/// <summary>The bits of c_cflag and the codes of the speeds (asm-generic/termbits.h).</summary>
internal static class TerminalControl
{
    private const uint TwoStopBits = 0x40;
    private const uint Receiver = 0x80;
    private const uint ParityOn = 0x100;
    private const uint ParityOdd = 0x200;
    private const uint IgnoreModemLines = 0x800;
    private const uint HardwareFlow = 0x80000000;
    private const uint EightBits = 0x30;

    public static uint Of(uint before, SerialLine line)
    {
        uint control = before & ~(TwoStopBits | ParityOn | ParityOdd | HardwareFlow);
        control |= Receiver | IgnoreModemLines | EightBits;
        control |= line.StopBits == 2 ? TwoStopBits : 0;
        return control | line.Parity switch
        {
            SerialParity.None => 0,
            SerialParity.Even => ParityOn,
            SerialParity.Odd => ParityOn | ParityOdd,
        };
    }

    /// <summary>The B-constant of a rate; null for one that is not in the table.</summary>
    public static uint? Speed(int baud) => baud switch
    {
        1200 => 0x9,
        2400 => 0xB,
        4800 => 0xC,
        9600 => 0xD,
        19200 => 0xE,
        38400 => 0xF,
        57600 => 0x1001,
        115200 => 0x1002,
        230400 => 0x1003,
        _ => null,
    };
}
