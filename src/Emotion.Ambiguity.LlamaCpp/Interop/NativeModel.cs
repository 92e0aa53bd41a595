using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>A loaded model: weights, vocabulary and what the file says about itself.</summary>
/// <remarks>Thread-safe. Contexts and vocabularies made from it keep the weights alive after it is disposed.</remarks>
internal sealed unsafe class NativeModel : IDisposable
{
    private NativeModel(ModelHandle handle) => Handle = handle;

    public ModelHandle Handle { get; }

    public string Description
    {
        get
        {
            const int Length = 256;
            var buffer = stackalloc byte[Length];
            var written = NativeMethods.ModelDescription(Handle, buffer, Length);
            return Encoding.UTF8.GetString(buffer, Math.Clamp(written, 0, Length - 1));
        }
    }

    public long ParameterCount => (long)NativeMethods.ModelParameterCount(Handle);

    public long SizeBytes => (long)NativeMethods.ModelSize(Handle);

    public int TrainedContextTokens => NativeMethods.ModelTrainedContext(Handle);

    public int EmbeddingWidth => NativeMethods.ModelEmbeddingWidth(Handle);

    public int HiddenStateWidth => NativeMethods.ModelHiddenStateWidth(Handle);

    public int LayerCount => NativeMethods.ModelLayerCount(Handle);

    public bool IsDecoderOnly => NativeMethods.ModelHasDecoder(Handle) != 0 && NativeMethods.ModelHasEncoder(Handle) == 0;

    /// <summary>The chat template inside the file, or null.</summary>
    public string? ChatTemplate
    {
        get
        {
            var template = NativeMethods.ModelChatTemplate(Handle, null);
            return template is null ? null : NativeText.Read(template);
        }
    }

    /// <summary>Loads a file that <see cref="Gguf.GgufFile"/> has already checked.</summary>
    /// <returns>The model, or null when the library refused it; the log then holds its reasons.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static NativeModel? Load(string path, LlamaCppOptions options, NativeLog log, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var watcher = new LoadWatcher(progress, cancellationToken);
        var pin = GCHandle.Alloc(watcher);
        try
        {
            nint noDevices = 0;
            var parameters = NativeMethods.DefaultModelParams().As<LlamaModelParams>();
            parameters.GpuLayers = options.GpuLayers;
            parameters.SplitMode = (int)options.SplitMode;
            parameters.MainGpu = options.MainGpu;
            parameters.LoadMode = options.MemoryMap ? 1 : 0;

            // An empty list: without it a GPU is used for large batches although no layer was asked for.
            if (options.GpuLayers == 0) parameters.Devices = (nint)(&noDevices);
            parameters.ProgressCallback = (nint)(delegate* unmanaged<float, nint, byte>)&OnProgress;
            parameters.ProgressCallbackUserData = GCHandle.ToIntPtr(pin);
            using var scope = log.Enter();
            var handle = NativeMethods.LoadModel(path, parameters);
            if (!handle.IsInvalid && !cancellationToken.IsCancellationRequested && watcher.Fault is null) return new NativeModel(handle);
            handle.Dispose();
            if (watcher.Fault is { } fault) ExceptionDispatchInfo.Throw(fault);
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
        finally
        {
            pin.Free();
        }
    }

    /// <summary>Frees the weights once nothing uses them any more.</summary>
    public void Dispose() => Handle.Dispose();

    [UnmanagedCallersOnly]
    private static byte OnProgress(float share, nint userData) => ((LoadWatcher)GCHandle.FromIntPtr(userData).Target!).Report(share) ? (byte)1 : (byte)0;

    private sealed class LoadWatcher(IProgress<double>? progress, CancellationToken cancellationToken)
    {
        public Exception? Fault { get; private set; }

        public bool Report(float share)
        {
            try
            {
                if (cancellationToken.IsCancellationRequested) return false;
                progress?.Report(Math.Clamp(share, 0, 1));
                return true;
            }
#pragma warning disable CA1031 // The caller's exception must not run into native frames; it is thrown again after the call.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Fault = exception;
                return false;
            }
        }
    }
}
