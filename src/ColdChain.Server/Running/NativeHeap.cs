using System.Runtime.InteropServices;

namespace ColdChain.Server.Running;

/// <summary>Memory of the C library, which SQLite and the compiler take: the collector knows nothing of it.</summary>
internal static class NativeHeap
{
    /// <param name="kept">Bytes to leave at the end of the heap.</param>
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int MallocTrim(nuint kept);

    /// <summary>Gives pages back that nothing is on; without a C library that can, nothing.</summary>
    /// <remarks>
    /// glibc keeps what was freed for its next call and gives back by itself only what lies at an arena's end: 26 MB after six million readings [P].
    /// musl has no such function, and gives back as it goes.
    /// </remarks>
    /// <returns>Whether pages were given back.</returns>
    public static bool Trim() =>
        OperatingSystem.IsLinux()
        && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "malloc_trim", out nint function)
        && Marshal.GetDelegateForFunctionPointer<MallocTrim>(function)(0) != 0;
}
