using CpdCourse.Web.Jobs;

namespace CpdCourse.Web.Features.Transfer;

internal static class TransferFeature
{
    public static void AddTransfer(this IServiceCollection services)
    {
        services.AddScoped<MakeBackup>();
        services.AddScoped<MoveToPostgres>();
        services.Every<DailyBackup>(TimeSpan.FromHours(24));
    }
}
