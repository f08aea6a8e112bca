namespace FirmwareSim.History;

/// <summary>The history could not be delivered; the message says what to look at.</summary>
internal sealed class UploadFault(string message) : Exception(message);
