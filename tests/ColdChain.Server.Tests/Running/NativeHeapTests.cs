using System.Globalization;
using System.Runtime.InteropServices;
using ColdChain.Server.Running;

namespace ColdChain.Server.Tests.Running;

public sealed class NativeHeapTests
{
    private const int BytesOfBlock = 16 * 1024;

    private const int Blocks = 4_096;

    [Fact]
    public void What_lies_free_between_what_is_used_is_given_back()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "malloc_trim", out _), "needs glibc");
        nint last = LastOfManyThatAreFreed();
        long before = ResidentBytes();

        Assert.True(NativeHeap.Trim());

        Assert.InRange(before - ResidentBytes(), (long)Blocks * BytesOfBlock / 2, long.MaxValue);
        Marshal.FreeHGlobal(last);
    }

    /// <summary>The last one stays: what is free lies before it, where glibc leaves it.</summary>
    private static nint LastOfManyThatAreFreed()
    {
        nint[] blocks = new nint[Blocks];
        for (int index = 0; index < Blocks; index++)
        {
            blocks[index] = Marshal.AllocHGlobal(BytesOfBlock);
            for (int offset = 0; offset < BytesOfBlock; offset += 4_096)
            {
                Marshal.WriteByte(blocks[index], offset, 1);
            }
        }

        nint last = Marshal.AllocHGlobal(BytesOfBlock);
        Array.ForEach(blocks, Marshal.FreeHGlobal);
        return last;
    }

    private static long ResidentBytes() =>
        long.Parse(
            File.ReadLines("/proc/self/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture) * 1_024;
}
