namespace ColdChain.Agent.Buffer;

/// <summary>One observation on the detour: delivered when the server has all of its entries.</summary>
public sealed class Parcel
{
    private int _left;

    internal Parcel(int entries) => _left = entries;

    public bool IsDelivered => Volatile.Read(ref _left) == 0;

    internal void Delivered() => Interlocked.Decrement(ref _left);
}
