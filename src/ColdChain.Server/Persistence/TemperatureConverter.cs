using ColdChain.Core.Temperatures;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ColdChain.Server.Persistence;

/// <summary>Temperatures are INTEGER thousandths of a degree Celsius.</summary>
internal sealed class TemperatureConverter() : ValueConverter<Temperature, int>(
    temperature => temperature.MilliCelsius,
    milliCelsius => Temperature.FromMilliCelsius(milliCelsius));
