using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ColdChain.Testing.Disks;

/// <summary>A layer between SQLite and the operating system's disk (a VFS): it asks a <see cref="FaultyDisk"/> before each call.</summary>
/// <remarks>
/// SQLite's own way to test itself (its test_vfs and cksumvfs do the same), so no compiler, no preloaded library and no
/// tracing is needed, and other files of the process are not touched. Registered as the default once a first
/// FaultyDisk is made; files of folders that are nobody's go straight to the real one. Layouts: sqlite3.h, sqlite3_vfs and
/// sqlite3_io_methods, 64 bit.
/// </remarks>
internal static unsafe partial class DiskShim
{
    private const int Ok = 0;
    private const int VfsBytes = 184;
    private const int MethodsBytes = 152;
    private const int NameAt = 24;
    private const int OpenAt = 40;
    private const int DeleteAt = 48;
    private const int CloseAt = 8;
    private const int ReadAt = 16;
    private const int WriteAt = 24;
    private const int TruncateAt = 32;
    private const int SyncAt = 40;

    private static readonly ConcurrentDictionary<nint, (FaultyDisk Disk, string Path, nint Methods)> Files = [];
    private static readonly ConcurrentDictionary<nint, nint> Tables = [];
    private static readonly nint Real = Find(0);

    static DiskShim()
    {
        byte* vfs = (byte*)NativeMemory.Alloc(VfsBytes);
        NativeMemory.Copy((void*)Real, vfs, VfsBytes);
        *(nint*)(vfs + NameAt) = Marshal.StringToCoTaskMemUTF8("coldchain-faults");
        *(nint*)(vfs + OpenAt) = (nint)(delegate* unmanaged[Cdecl]<nint, byte*, nint, int, int*, int>)&Open;
        *(nint*)(vfs + DeleteAt) = (nint)(delegate* unmanaged[Cdecl]<nint, byte*, int, int>)&Delete;
        if (Register((nint)vfs, 1) is var code and not Ok)
        {
            throw new InvalidOperationException($"SQLite does not take the layer: {code}.");
        }
    }

    /// <summary>Puts the layer in; once for the whole process.</summary>
    public static void Install() => RuntimeHelpers.RunClassConstructor(typeof(DiskShim).TypeHandle);

    private static nint Method(nint table, int at) => *(nint*)(table + at);

    private static nint Own(nint methods) => Tables.GetOrAdd(methods, original =>
    {
        byte* table = (byte*)NativeMemory.Alloc(MethodsBytes);
        NativeMemory.Copy((void*)original, table, MethodsBytes);
        *(nint*)(table + CloseAt) = (nint)(delegate* unmanaged[Cdecl]<nint, int>)&Close;
        *(nint*)(table + ReadAt) = (nint)(delegate* unmanaged[Cdecl]<nint, byte*, int, long, int>)&Read;
        *(nint*)(table + WriteAt) = (nint)(delegate* unmanaged[Cdecl]<nint, byte*, int, long, int>)&Write;
        *(nint*)(table + TruncateAt) = (nint)(delegate* unmanaged[Cdecl]<nint, long, int>)&Truncate;
        *(nint*)(table + SyncAt) = (nint)(delegate* unmanaged[Cdecl]<nint, int, int>)&Sync;
        return (nint)table;
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(nint vfs, byte* name, nint file, int flags, int* outFlags)
    {
        string? path = name is null ? null : Marshal.PtrToStringUTF8((nint)name);
        FaultyDisk? disk = path is null ? null : FaultyDisk.Of(path);
        int refused = disk?.Ask(DiskCallKind.Open, path!, 0, []) ?? Ok;
        if (refused != Ok)
        {
            *(nint*)file = 0;
            return refused;
        }

        int code = ((delegate* unmanaged[Cdecl]<nint, byte*, nint, int, int*, int>)Method(Real, OpenAt))(Real, name, file, flags, outFlags);
        if (code == Ok && disk is not null)
        {
            nint methods = *(nint*)file;
            Files[file] = (disk, path!, methods);
            *(nint*)file = Own(methods);
        }

        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(nint vfs, byte* name, int syncDirectory)
    {
        string path = Marshal.PtrToStringUTF8((nint)name)!;
        int refused = FaultyDisk.Of(path)?.Ask(DiskCallKind.Delete, path, 0, []) ?? Ok;
        return refused != Ok
            ? refused
            : ((delegate* unmanaged[Cdecl]<nint, byte*, int, int>)Method(Real, DeleteAt))(Real, name, syncDirectory);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(nint file)
    {
        Files.TryRemove(file, out var open);
        return ((delegate* unmanaged[Cdecl]<nint, int>)Method(open.Methods, CloseAt))(file);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(nint file, byte* buffer, int amount, long offset)
    {
        var open = Files[file];
        int refused = open.Disk.Ask(DiskCallKind.Read, open.Path, offset, []);
        return refused != Ok
            ? refused
            : ((delegate* unmanaged[Cdecl]<nint, byte*, int, long, int>)Method(open.Methods, ReadAt))(file, buffer, amount, offset);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(nint file, byte* buffer, int amount, long offset)
    {
        var open = Files[file];
        int refused = open.Disk.Ask(DiskCallKind.Write, open.Path, offset, new ReadOnlySpan<byte>(buffer, amount).ToArray());
        return refused != Ok
            ? refused
            : ((delegate* unmanaged[Cdecl]<nint, byte*, int, long, int>)Method(open.Methods, WriteAt))(file, buffer, amount, offset);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(nint file, long size)
    {
        var open = Files[file];
        int refused = open.Disk.Ask(DiskCallKind.Truncate, open.Path, size, []);
        return refused != Ok
            ? refused
            : ((delegate* unmanaged[Cdecl]<nint, long, int>)Method(open.Methods, TruncateAt))(file, size);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(nint file, int flags)
    {
        var open = Files[file];
        int refused = open.Disk.Ask(DiskCallKind.Sync, open.Path, 0, []);
        return refused != Ok
            ? refused
            : ((delegate* unmanaged[Cdecl]<nint, int, int>)Method(open.Methods, SyncAt))(file, flags);
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find")]
    private static partial nint Find(nint name);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    private static partial int Register(nint vfs, int makeDefault);
}
