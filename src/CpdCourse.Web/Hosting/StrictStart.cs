using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using CpdCourse.Domain.Common;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CpdCourse.Web.Hosting;

/// <summary>A wrong setting stops the start with a sentence, before anything is opened or written.</summary>
internal static class StrictStart
{
    public static void StopIfWrong(this WebApplicationBuilder builder, DemoWish demo)
    {
        string[] wrong =
        [
            .. demo.Problem is { } problem ? [problem] : Array.Empty<string>(),
            .. Wrong<DataSettings>(builder.Configuration),
            .. Wrong<DatabaseSettings>(builder.Configuration),
            .. Wrong<SiteSettings>(builder.Configuration),
            .. Wrong<MailSettings>(builder.Configuration),
            .. Wrong<OutboundSettings>(builder.Configuration),
            .. Wrong<LinkingSettings>(builder.Configuration),
            .. Wrong<LimitsSettings>(builder.Configuration),
        ];
        if (wrong.Length == 0)
        {
            return;
        }

        // A test runs the program within its own process, and wants to go on.
        if (builder.Environment.IsEnvironment("Testing"))
        {
            throw new OptionsValidationException("", typeof(StrictStart), wrong);
        }

        Console.Error.WriteLine(string.Join(Environment.NewLine, wrong.Distinct()));
        Environment.Exit(1);
    }

    private static IEnumerable<string> Wrong<T>(ConfigurationManager configuration)
        where T : class, new()
    {
        var section = configuration.GetSection(typeof(T).Name[..^"Settings".Length]);
        string[] unreadable = [.. Unreadable(typeof(T), section)];
        if (unreadable.Length > 0)
        {
            return unreadable;
        }

        var settings = section.Get<T>() ?? new T();
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(settings, new ValidationContext(settings), results, true);
        return results
            .Select(r => r.ErrorMessage ?? "")
            .Concat(Impossible(settings, configuration));
    }

    // What no annotation says.
    private static IEnumerable<string> Impossible(
        object settings,
        ConfigurationManager configuration
    ) =>
        settings switch
        {
            SiteSettings site when !Link.IsWeb(site.BaseUrl) =>
            [
                "Site:BaseUrl must be a whole address such as https://course.example.",
            ],
            SiteSettings site when IsMoreThanAName(site.Base) =>
            [
                "Site:BaseUrl must end after the name or the port, such as https://course.example: the course has a site of its own.",
            ],
            SiteSettings site => site
                .KnownProxies.Where(each => KnownProxies.Read(each) is null)
                .Select(each =>
                    $"Site:KnownProxies holds \"{each}\", which is neither an address such as 10.0.0.5 nor a range such as 10.0.0.0/24."
                ),
            DatabaseSettings { Provider: DatabaseProvider.Postgres }
                when string.IsNullOrWhiteSpace(configuration.GetConnectionString("Course")) =>
            [
                "Database:Provider is Postgres, so ConnectionStrings:Course must say where the database is.",
            ],
            DatabaseSettings { Provider: DatabaseProvider.Postgres }
                when !IsConnection(configuration.GetConnectionString("Course")!) =>
            [
                "ConnectionStrings:Course must be such as Host=localhost;Database=course;Username=course;Password=….",
            ],
            OutboundSettings outbound => new OutboundCheck().Validate(null, outbound).Failures
                ?? [],
            _ => [],
        };

    private static bool IsConnection(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Count > 0;
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException)
        {
            return false;
        }
    }

    private static bool IsMoreThanAName(Uri site) =>
        site.AbsolutePath != "/" || site.Query.Length > 0 || site.Fragment.Length > 0;

    // Text where a number, a word of a list or true or false should stand.
    private static IEnumerable<string> Unreadable(Type type, IConfigurationSection section) =>
        type.GetProperties()
            .Where(p => p.CanWrite)
            .SelectMany(p => Unreadable(p, section.GetSection(p.Name)));

    private static IEnumerable<string> Unreadable(PropertyInfo property, IConfigurationSection at)
    {
        var type = property.PropertyType;
        if (type.IsArray)
        {
            return at.GetChildren()
                .Where(each => !IsReadable(type.GetElementType()!, each.Value))
                .Select(each => Sentence(property, each, type.GetElementType()!));
        }

        return type.Namespace == typeof(StrictStart).Namespace && type.IsClass
                ? Unreadable(type, at)
            : IsReadable(type, at.Value) ? []
            : [Sentence(property, at, type)];
    }

    private static bool IsReadable(Type type, string? text)
    {
        if (text is null || type == typeof(string))
        {
            return true;
        }

        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
            return true;
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException)
        {
            return false;
        }
    }

    private static string Sentence(PropertyInfo property, IConfigurationSection at, Type type) =>
        property.GetCustomAttribute<ValidationAttribute>()?.ErrorMessage
        ?? $"{at.Path} must be {(type == typeof(bool) ? "true or false" : "a whole number")}.";
}
