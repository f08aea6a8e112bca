namespace ColdChain.Testing.Disks;

/// <summary>The bytes of one file as they are on the plates.</summary>
internal sealed class DiskImage(byte[] bytes)
{
    private const int Sector = 512;

    private byte[] _bytes = bytes;
    private int _length = bytes.Length;

    public DiskImage Copy() => new(_bytes[.._length]);

    public void Save(string path) => File.WriteAllBytes(path, _bytes[.._length]);

    public void Apply(in DiskCall call)
    {
        if (call.Kind == DiskCallKind.Truncate)
        {
            Resize((int)call.Offset);
            return;
        }

        Write((int)call.Offset, call.Bytes);
    }

    /// <summary>Some sectors of the write and not the others.</summary>
    public void Tear(in DiskCall call, Random random)
    {
        for (int at = 0; at < call.Bytes.Length; at += Sector)
        {
            if (random.Next(2) == 0)
            {
                Write((int)call.Offset + at, call.Bytes.AsSpan(at, Math.Min(Sector, call.Bytes.Length - at)));
            }
        }
    }

    private void Write(int offset, ReadOnlySpan<byte> what)
    {
        if (offset + what.Length > _length)
        {
            Resize(offset + what.Length);
        }

        what.CopyTo(_bytes.AsSpan(offset));
    }

    private void Resize(int length)
    {
        if (length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(length, _bytes.Length * 2));
        }

        if (length < _length)
        {
            _bytes.AsSpan(length, _length - length).Clear();
        }

        _length = length;
    }
}
