using System.Text.Json;
using System.Text.Json.Serialization;

namespace ColdChain.Core.Wire;

/// <summary>Reads and writes a <see cref="WireReading"/> as an array of four integers.</summary>
public sealed class WireReadingConverter : JsonConverter<WireReading>
{
    public override WireReading Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A reading is an array: [sequence, time in ms, thousandths of a degree, flags].");
        }

        long sequence = NextInt64(ref reader, "sequence");
        long measuredAt = NextInt64(ref reader, "time");
        long milliCelsius = NextInt64(ref reader, "temperature");
        long flags = NextInt64(ref reader, "flags");
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray)
        {
            throw new JsonException("A reading has four numbers and no more.");
        }

        if (milliCelsius is < int.MinValue or > int.MaxValue || flags is < int.MinValue or > int.MaxValue)
        {
            throw new JsonException("The temperature or the flags of a reading do not fit 32 bits.");
        }

        return new WireReading(sequence, measuredAt, (int)milliCelsius, (int)flags);
    }

    public override void Write(Utf8JsonWriter writer, WireReading value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Sequence);
        writer.WriteNumberValue(value.MeasuredAt);
        writer.WriteNumberValue(value.MilliCelsius);
        writer.WriteNumberValue(value.Flags);
        writer.WriteEndArray();
    }

    private static long NextInt64(ref Utf8JsonReader reader, string what) =>
        reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value)
            ? value
            : throw new JsonException($"The {what} of a reading is a whole number.");
}
