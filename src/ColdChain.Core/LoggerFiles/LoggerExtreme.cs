using ColdChain.Core.Temperatures;

namespace ColdChain.Core.LoggerFiles;

/// <summary>The lowest or highest temperature of a day or of a stretch of alarm.</summary>
/// <param name="Value">Exactly one of this and <paramref name="Fault"/> is there.</param>
/// <param name="Fault">The logger has no figure, since its probe was unreadable.</param>
/// <param name="At">When it was reached first.</param>
/// <param name="Where">As <see cref="LoggerFileFault.Where"/>.</param>
public sealed record LoggerExtreme(Temperature? Value, LoggerReadingFault? Fault, LoggerMoment At, string Where);
