namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>Where a <see cref="ValuePath"/> begins.</summary>
internal enum PathOrigin
{
    /// <summary>The part under <c>each</c>; the whole message when there is none.</summary>
    Part,

    Message,

    /// <summary>What a binary step made of the message's bytes.</summary>
    Decoded,
}
