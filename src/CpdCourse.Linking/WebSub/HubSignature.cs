using System.Security.Cryptography;
using System.Text;

namespace CpdCourse.Linking.WebSub;

/// <summary>The signature of what a hub sends, from its header X-Hub-Signature (WebSub, 7.1 and 8).</summary>
public sealed class HubSignature
{
    private const int Piece = 16 * 1024;

    private readonly HashAlgorithmName method;
    private readonly byte[] code;

    private HubSignature(HashAlgorithmName method, byte[] code)
    {
        this.method = method;
        this.code = code;
    }

    /// <summary>Reads "method=code"; null when it is none, or made by a method that nobody agreed on.</summary>
    public static HubSignature? Read(string? header)
    {
        var (method, length) = header?.Split('=')[0].Trim() switch
        {
            "sha1" => (HashAlgorithmName.SHA1, SHA1.HashSizeInBytes),
            "sha256" => (HashAlgorithmName.SHA256, SHA256.HashSizeInBytes),
            "sha384" => (HashAlgorithmName.SHA384, SHA384.HashSizeInBytes),
            "sha512" => (HashAlgorithmName.SHA512, SHA512.HashSizeInBytes),
            _ => default,
        };
        var written = header?[(header.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim() ?? "";
        return length > 0 && written.Length == 2 * length && written.All(char.IsAsciiHexDigit)
            ? new HubSignature(method, Convert.FromHexString(written))
            : null;
    }

    /// <summary>Whether it was made of this body with this secret. The body is read piece by piece and kept nowhere.</summary>
    /// <param name="body">What was sent.</param>
    /// <param name="secret">What only the hub and we know.</param>
    /// <param name="most">Bytes that are read; of more than these it is none.</param>
    /// <param name="stop">Ends the reading.</param>
    public async Task<bool> Fits(Stream body, string secret, int most, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHMAC(method, Encoding.UTF8.GetBytes(secret));
        var piece = new byte[Piece];
        for (var left = most; ; )
        {
            var length = await body.ReadAsync(piece, stop);
            if (length == 0)
            {
                return CryptographicOperations.FixedTimeEquals(hash.GetHashAndReset(), code);
            }

            left -= length;
            if (left < 0)
            {
                return false;
            }

            hash.AppendData(piece.AsSpan(0, length));
        }
    }
}
