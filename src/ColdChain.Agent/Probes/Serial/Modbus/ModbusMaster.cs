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

    /// <summary>By slave: when it was last asked something whose answer may still come; 0 for never.</summary>
    private readonly long[] _owingSince = new long[256];

    /// <summary>What is left until this slave may be asked something new; zero when it owes no answer.</summary>
    public TimeSpan OwesAnswerFor(byte slave)
    {
        long since = _owingSince[slave];
        TimeSpan left = since == 0 ? TimeSpan.Zero : timing.Lateness - clock.GetElapsedTime(since);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Asks, and asks again as often as allowed. Cancelling ends it between two attempts.</summary>
    /// <remarks>A slave that owes an answer is waited for first; a caller with other things to do looks at <see cref="OwesAnswerFor"/>.</remarks>
    public ModbusOutcome Ask(in ModbusRequest question, ModbusPatience patience, CancellationToken cancellationToken)
    {
        ModbusOutcome outcome = ModbusOutcome.Failed(ModbusFault.NoAnswer);
        TimeSpan guard = OwesAnswerFor(question.Slave);
        bool owes = false;
        for (int attempt = 0; attempt <= patience.Retries && !cancellationToken.IsCancellationRequested; attempt++)
        {
            outcome = AskOnce(question, patience.ResponseTimeout, guard, out long askedAt);

            // An answer to the first attempt that comes in the time of the second leaves the second's still to come.
            owes |= MayAnswerLate(outcome.Fault);
            _owingSince[question.Slave] = owes ? askedAt : 0;
            guard = TimeSpan.Zero;
            bool isFinal = outcome.Fault is null or ModbusFault.PortGone
                || (outcome.Fault == ModbusFault.Exception && outcome.ExceptionCode != Busy);
            if (isFinal)
            {
                break;
            }
        }

        return outcome;
    }

    /// <summary>An answer that came and was spoilt is not still to come.</summary>
    private static bool MayAnswerLate(ModbusFault? fault) => fault
        is ModbusFault.NoAnswer or ModbusFault.PartialFrame or ModbusFault.OtherSlave or ModbusFault.Noise;

    private ModbusOutcome AskOnce(in ModbusRequest question, TimeSpan atMost, TimeSpan guard, out long askedAt)
    {
        askedAt = clock.GetTimestamp();
        if (!Quieten(guard))
        {
            return ModbusOutcome.Failed(ModbusFault.PortGone);
        }

        question.Write(_frame);
        if (port.Write(_frame) is not null)
        {
            return ModbusOutcome.Failed(ModbusFault.PortGone);
        }

        askedAt = clock.GetTimestamp();
        return Listen(question, atMost, askedAt);
    }

    private ModbusOutcome Listen(in ModbusRequest question, TimeSpan atMost, long askedAt)
    {
        int filled = 0;
        while (true)
        {
            TimeSpan left = atMost - clock.GetElapsedTime(askedAt);
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
                return new ModbusOutcome(null, _bytes.AsMemory(scan.DataAt, scan.DataLength), 0);
            }

            if (scan.Kind == ModbusScanKind.Exception)
            {
                return new ModbusOutcome(ModbusFault.Exception, default, scan.ExceptionCode);
            }

            if (filled == BufferLength)
            {
                // The older half cannot hold the beginning of an answer that is still to come.
                _bytes.AsSpan(BufferLength / 2).CopyTo(_bytes);
                filled = BufferLength / 2;
            }
        }
    }

    /// <summary>Reads away what is on the line for as long as the guard says, and then until it has been silent for a pause.</summary>
    /// <returns>False when the port is gone.</returns>
    private bool Quieten(TimeSpan guard)
    {
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
            if (isSilent || clock.GetElapsedTime(startedAt) > LongestWaitForSilence + guard)
            {
                return true;
            }
        }
    }
}
