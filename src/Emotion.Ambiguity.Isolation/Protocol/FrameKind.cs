namespace Emotion.Ambiguity.Isolation.Protocol;

/// <summary>What a frame says. The numbers go over the pipe.</summary>
internal enum FrameKind : byte
{
    /// <summary>Worker: its recognizer is loaded (<see cref="ReadyMessage"/>).</summary>
    Ready = 1,

    /// <summary>Worker: its recognizer could not be loaded (<see cref="FaultMessage"/>).</summary>
    LoadFailed = 2,

    /// <summary>Parent: recognise (<see cref="RequestMessage"/> and, as data, the sound).</summary>
    Recognize = 3,

    /// <summary>Parent: nobody waits for this request any more.</summary>
    Cancel = 4,

    /// <summary>Worker: a result.</summary>
    Result = 5,

    /// <summary>Worker: the request failed (<see cref="FaultMessage"/>).</summary>
    Fault = 6,

    /// <summary>Worker: the request was cancelled.</summary>
    Cancelled = 7,

    /// <summary>Parent: a sign of life, please.</summary>
    Ping = 8,

    /// <summary>Worker: a sign of life.</summary>
    Pong = 9,

    /// <summary>Parent: end.</summary>
    Shutdown = 10,
}
