using System.Diagnostics.CodeAnalysis;

namespace ColdChain.Server.Audit;

/// <summary>Marks state of the machine that is no record of the business: cursors, timers, attempts of delivery.</summary>
[SuppressMessage("Design", "CA1040", Justification = "A marker that the audit interceptor and a test look for.")]
public interface INotAudited;
