using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ColdChain.Server.Persistence;

/// <summary>For the framework's own moments (the end of a lock-out): INTEGER Unix milliseconds like all others.</summary>
internal sealed class DateTimeOffsetConverter() : ValueConverter<DateTimeOffset, long>(
    moment => moment.ToUnixTimeMilliseconds(),
    milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
