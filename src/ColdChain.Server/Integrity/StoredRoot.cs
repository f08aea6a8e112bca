namespace ColdChain.Server.Integrity;

/// <summary>A row of the roots as it is in the file.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Day">The last day under it.</param>
/// <param name="MadeAt">Unix milliseconds.</param>
/// <param name="LastSeal">Chunks up to this number are under it or an earlier one.</param>
/// <param name="Hash">What should be 32 bytes.</param>
/// <param name="Signed">By which key, and the signature.</param>
internal sealed record StoredRoot(long Number, int Day, long MadeAt, long LastSeal, byte[] Hash, (string KeyId, byte[] Signature) Signed);
