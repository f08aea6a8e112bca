namespace ColdChain.Agent.Probes.Mqtt.Profiles;

/// <summary>Finds temperatures in the messages of one dialect. What it learns of names is bounded; it never throws.</summary>
internal interface IMessageReader
{
    /// <summary>Topics that messages have announced, for which a broker has to be asked too.</summary>
    IReadOnlyCollection<string> FollowedTopics => [];

    /// <summary>Grows whenever <see cref="FollowedTopics"/> are others than before.</summary>
    int Announcements => 0;

    /// <summary>Null when the topic is none of this dialect.</summary>
    FoundMessage? Read(IncomingMessage message);
}
