namespace Emotion.Ambiguity.OpenAICompatible.Http;

/// <summary>Takes the events of a stream.</summary>
internal interface IEventReader
{
    /// <summary>Whether the last event that the protocol promises has come.</summary>
    bool IsComplete { get; }

    /// <summary>Takes the data of an event.</summary>
    void Read(string data);
}
