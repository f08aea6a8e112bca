using System.Buffers.Binary;

namespace ColdChain.Agent.Probes.Serial.Modbus;

/// <summary>Asks slaves on one port, one question at a time. Blocks its thread; allocates nothing after it was made.</summary>
public sealed class ModbusMaster(ISerialPort port, ModbusTiming timing, TimeProvider clock)
{
    /// <summary>The longest frame is 256 bytes; with as much foreign traffic before it nothing is lost.</summary>
    private const int BufferLength = 512;

    /// <summary>A line that never falls silent (a transmitter that reports by itself) is asked all the same after this.</summary>
    private static readonly TimeSpan LongestWaitForSilence = TimeSpan.FromMilliseconds(500);

    /// <summary>Slave is busy (exception 6): worth another attempt, unlike the other codes.</summary>
    private const byte Busy = 6;

    private readonly byte[] _bytes = new byte[BufferLength];
    private readonly byte[] _frame = new byte[ModbusRequest.FrameLength];
    private ModbusRequest _last;
    private long _lastAskedAt;
    private bool _mayAnswerLate;

    /// <summary>Asks, and asks again as often as allowed. Cancelling ends it between two attempts.</summary>
    public ModbusOutcome Ask(in ModbusRequest question, CancellationToken cancellationToken)
    {
        ModbusOutcome outcome = ModbusOutcome.Failed(ModbusFault.NoAnswer);
        for (int attempt = 0; attempt <= timing.Retries && !cancellationToken.IsCancellationRequested; attempt++)
        {
            outcome = AskOnce(question);
            bool isFinal = outcome.Fault is null or ModbusFault.PortGone
                || (outcome.Fault == ModbusFault.Exception && outcome.ExceptionCode != Busy);
            if (isFinal)
            {
                break;
            }
        }

        return outcome;
    }

    private ModbusOutcome AskOnce(in ModbusRequest question)
    {
        if (!Quieten(question))
        {
            return ModbusOutcome.Failed(ModbusFault.PortGone);
        }

        question.Write(_frame);
        if (port.Write(_frame) is not null)
        {
            return ModbusOutcome.Failed(ModbusFault.PortGone);
        }

        _last = question;
        _lastAskedAt = clock.GetTimestamp();
        ModbusOutcome outcome = Listen(question);
        _mayAnswerLate = outcome.Fault is not null and not ModbusFault.Exception;
        return outcome;
    }

    private ModbusOutcome Listen(in ModbusRequest question)
    {
        int filled = 0;
        while (true)
        {
            TimeSpan left = timing.ResponseTimeout - clock.GetElapsedTime(_lastAskedAt);
            if (left <= TimeSpan.Zero)
            {
                return ModbusOutcome.Failed(ModbusAnswer.Explain(_bytes.AsSpan(0, filled), question));
            }

            SerialRead read = port.Read(_bytes.AsSpan(filled), left);
            if (read.Fault is not null)
            {
                return ModbusOutcome.Failed(ModbusFault.PortGone);
            }

            filled += read.Bytes;
            ModbusScan scan = ModbusAnswer.Scan(_bytes.AsSpan(0, filled), question);
            if (scan.Kind == ModbusScanKind.Answer)
            {
                return Registers(_bytes.AsSpan(scan.DataAt, scan.DataLength));
            }

            if (scan.Kind == ModbusScanKind.Exception)
            {
                return new ModbusOutcome(ModbusFault.Exception, 0, 0, scan.ExceptionCode);
            }

            if (filled == BufferLength)
            {
                // The older half cannot hold the beginning of an answer that is still to come.
                _bytes.AsSpan(BufferLength / 2).CopyTo(_bytes);
                filled = BufferLength / 2;
            }
        }
    }

    private static ModbusOutcome Registers(ReadOnlySpan<byte> data) => new(
        null,
        BinaryPrimitives.ReadUInt16BigEndian(data),
        data.Length >= 4 ? BinaryPrimitives.ReadUInt16BigEndian(data[2..]) : (ushort)0,
        0);

    /// <summary>
    /// Reads away what is on the line until it has been silent for a frame's pause. After a question without a sound
    /// answer, a different question waits for as long again as the answer might still take: a late answer carries no
    /// register address and would be taken for the next one's.
    /// </summary>
    /// <returns>False when the port is gone.</returns>
    private bool Quieten(in ModbusRequest next)
    {
        TimeSpan guard = _mayAnswerLate && next != _last
            ? (2 * timing.ResponseTimeout) - clock.GetElapsedTime(_lastAskedAt)
            : TimeSpan.Zero;
        long startedAt = clock.GetTimestamp();
        while (true)
        {
            TimeSpan guarding = guard - clock.GetElapsedTime(startedAt);
            SerialRead read = port.Read(_bytes, guarding > timing.Silence ? guarding : timing.Silence);
            if (read.Fault is not null)
            {
                return false;
            }

            bool isSilent = read.Bytes == 0 && clock.GetElapsedTime(startedAt) >= guard;
            if (isSilent || clock.GetElapsedTime(startedAt) > LongestWaitForSilence + Longer(guard, TimeSpan.Zero))
            {
                return true;
            }
        }
    }

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
