using ColdChain.Core.Time;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ColdChain.Server.Persistence;

/// <summary>Moments are INTEGER Unix milliseconds: they order and compare in SQL on every database.</summary>
internal sealed class InstantConverter() : ValueConverter<Instant, long>(
    instant => instant.UnixMilliseconds,
    milliseconds => Instant.FromUnixMilliseconds(milliseconds));
