using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.WhisperCpp.Interop;

/// <summary>Feeds a checked model file to whisper.cpp, and counts the bytes.</summary>
internal sealed unsafe class WhisperModelReader(Stream model, WhisperModelFile file, IProgress<double>? progress, CancellationToken cancellationToken)
{
    private const int ChunkBytes = 4 << 20;

    private long _position;
    private bool _ended;
    private Exception? _fault;

    /// <summary>Loads the weights.</summary>
    /// <returns>The context; invalid when the library refused the file.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">The file could not be read to its end.</exception>
    internal WhisperContextHandle Load()
    {
        model.Position = 0;
        var context = new WhisperContextHandle();
        var self = GCHandle.Alloc(this);
        try
        {
            var loader = new WhisperModelLoader { Context = GCHandle.ToIntPtr(self), Read = &Read, EndOfFile = &EndOfFile, Close = &Close };
            var parameters = WhisperNative.ContextDefaultParams();
            parameters.UseGpu = 0; // this build has none
            context.Take(WhisperNative.CreateContext(&loader, parameters));
        }
        finally
        {
            self.Free();
        }

        if (_fault is null) return context;
        context.Dispose();
        if (_fault is OperationCanceledException) throw new OperationCanceledException(cancellationToken);
        throw new IOException($"The model could not be read at byte {_position}: {_fault.Message}", _fault);
    }

    /// <summary>Fills the destination. After a fault or a cancellation it gives zeros, which whisper.cpp takes for a nameless tensor and gives up.</summary>
    private void Fill(Span<byte> destination)
    {
        while (!destination.IsEmpty && !_ended)
        {
            // Zeros are harmless only where tensors are read: before that, every number of the header sizes something.
            if (_position >= file.WeightsOffset) cancellationToken.ThrowIfCancellationRequested();
            var read = model.Read(destination[..Math.Min(destination.Length, ChunkBytes)]);
            if (read == 0) _ended = true;
            _position += read;
            destination = destination[read..];
            if (read > 0) progress?.Report((double)_position / file.LengthBytes);
        }

        destination.Clear();
    }

    private static WhisperModelReader Self(nint context) => (WhisperModelReader)GCHandle.FromIntPtr(context).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint Read(nint context, byte* destination, nuint size)
    {
        var reader = Self(context);
        for (nuint done = 0; done < size;)
        {
            var span = new Span<byte>(destination + done, (int)nuint.Min(size - done, ChunkBytes));
            try
            {
                if (reader._fault is null) reader.Fill(span);
                else span.Clear();
            }
#pragma warning disable CA1031 // an exception must not cross native frames; Load rethrows it
            catch (Exception e)
#pragma warning restore CA1031
            {
                reader._fault = e;
                span.Clear();
            }

            done += (nuint)span.Length;
        }

        return size;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte EndOfFile(nint context) => (byte)(Self(context) is { _ended: true, _fault: null } ? 1 : 0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Close(nint context)
    {
        // The stream belongs to whoever opened it.
    }
}
