using ColdChain.Testing.Disks;

namespace ColdChain.Server.Tests.Faults;

/// <summary>What a process that ends at a call to the disk leaves behind.</summary>
internal static class FaultyCopy
{
    /// <summary>The files as they are; half of the writes have been begun.</summary>
    public static string Of(string folder, string into, in DiskCall call, Random random)
    {
        string copy = Directory.CreateDirectory(into).FullName;
        foreach (string file in Directory.GetFiles(folder).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        if (call.Kind == DiskCallKind.Write && random.Next(2) == 0)
        {
            using FileStream half = File.OpenWrite(Path.Combine(copy, Path.GetFileName(call.Path)));
            half.Seek(call.Offset, SeekOrigin.Begin);
            half.Write(call.Bytes, 0, random.Next(call.Bytes.Length));
        }

        return copy;
    }
}
